"""What `awesome-lint init` proposes for a repository: plain functions from what is there to texts of files."""
