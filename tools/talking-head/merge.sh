#!/usr/bin/env bash
# lists/talking-head.md: the five lists of lists/ merged into one normalized list, by the commands a maintainer would use.
# Usage: tools/talking-head/merge.sh AWESOME_LINT OUTPUT, from the root of the repository.
set -euo pipefail
lint=$1
output=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
all=$work/talking-head.md

# The tables as they are, in columns that have a place for what the other lists say, and sections for what they lack.
"$lint" normalize lists/tables.md --fields all --arxiv abs --to table \
  --columns title,alias,venue,year,links,keywords,notes -o "$all" -q
cat tools/talking-head/sections.md >>"$all"

merge() { # LIST OPTION…: exit code 1 says that something is left for a maintainer, and what
  "$lint" normalize "$1" --fields all --arxiv abs --into "$all" --at sorted --in-place "${@:2}" || test $? -eq 1
}
merge lists/bullets.md --prefer mine \
  --section 'Not indexed, recent=Audio driven' --section '2D Video - Person independent=Audio driven' \
  --section '2D Video - Person dependent=Audio driven' --section '3D Animation=3D faces'
merge lists/heading-blocks.md --prefer mine --section 'Paper=Audio driven' --section 'People=Reading'
merge lists/numbered-references.md --prefer mine --section 'Papers=Audio driven'
merge lists/nested-tasks.md --prefer mine \
  --section 'Talking face generation=Audio driven' --section 'Lip reading=Audio driven' \
  --section 'Landmark processing=Faces and landmarks' --section 'GAN=Generative models' \
  --section '3D Morphable Model=3D faces' --section 'Pretraining=Generative models' \
  --section 'Extension=Generative models' --section 'Blogs=Reading'
# What the five lists have wrong, found by checking the result: the one step that people took.
merge tools/talking-head/corrections.csv --prefer theirs

# What has one right repair: a copy of an entry, text in the wrong encoding.
"$lint" check "$all" --fix --unsafe-fixes --isolated --no-cache --exit-zero -q >"$work/left"
"$lint" normalize "$all" --to as-is --sort year --in-place -q
# What no command can decide, and nobody has decided yet: two papers of one address (one is wrong, one was renamed), and
# a local path with an address in it. The comments stand where they have to be decided.
"$lint" check "$all" --select D002,L002 --add-ignores --isolated --no-cache --exit-zero -q >"$work/left"
cat "$all" >"$output"
