#!/usr/bin/env bash
# The contents of a batch's folder: by any number of workers, in shards, and drawn again.
. "$(dirname "$0")/../shared/lib.sh"

cat >"$test_folder/base.yaml" <<'YAML'
figure: {width: 400, height: 300, panels: [gradient]} # drawn in little time
YAML
cat >"$test_folder/sweep.yaml" <<'YAML'
base: base.yaml
vary:
  depth: [1, 10, 100]
  networks.residual.slope: {from: -0.2, to: 0.2, step: 0.1}
  figure.theme: [light, dark]
name: "d{depth}/a{networks.residual.slope}-{figure.theme}"
YAML
spec=$test_folder/sweep.yaml
n=30

# same_folder A B: the same files with the same bytes, hidden ones too
same_folder() {
    check "$2 is as $1" diff -r "$1" "$2"
}

# drawn DRAWN KEPT FAILED: what the last run says it did
drawn() {
    has_text "$err" ": $1 drawn, $2 kept, $3 failed, in "
}

# draws N FOLDER ARGUMENT...: so many pictures of the batch, and keeps the others; the folder is then as the first one
draws() {
    succeeds batch "$spec" -o "${@:2}"
    drawn "$1" $((n - $1)) 0
    same_folder one "$2"
}

# draw_halves FOLDER: the batch in two shards
draw_halves() {
    succeeds batch "$spec" -o "$1" --shard 1/2
    succeeds batch "$spec" -o "$1" --shard 2/2
}

# are_listed FOLDER: each file that its manifest names has the length and the checksum that stand there
are_listed() {
    tail -n +2 "$1/manifest.csv" | awk -F, -v folder="$1/" \
        '{ print $(NF - 1) "  " folder $1 }' >"$test_folder/sums"
    tail -n +2 "$1/manifest.csv" | awk -F, '{ print $(NF - 2), $1 }' >"$test_folder/sizes"
    check "the checksums of $1" sha256sum --check --quiet --strict "$test_folder/sums"
    check "the lengths in $1" \
        diff "$test_folder/sizes" <(cd "$1" && cut -d ' ' -f 2 "$test_folder/sizes" | xargs stat -c '%s %n')
}

# ---- a whole batch ----

succeeds batch "$spec" -o one -j 1
is_empty "$out"
drawn $n 0 0
folder_holds "one"
check "as many pictures as variants" test "$(find one -name '*.png' | wc -l)" = $n
has_n_lines one/manifest.csv $((n + 1))
has_line one/manifest.csv \
    "name,depth,networks.residual.slope,figure.theme,status,bytes,sha256,batch"
check "nothing but pictures, spec, manifest, page and lock" test "$(cd one && find . -type f ! -name '*.png' | sort | xargs)" = \
    "./.gradfig.lock ./batch.yaml ./index.html ./manifest.csv"
# digest_of FOLDER: how manifests name the spec that is stored there
digest_of() {
    sha256sum "$1/batch.yaml" | head -c 16
}
digest=$(digest_of one)
are_listed one
while IFS=, read -r name _ _ _ status _ _ batch; do
    check "$name is done" test "$status" = done
    check "$name is of this batch" test "$batch" = "$digest"
done < <(tail -n +2 one/manifest.csv)

# Every picture is what render draws of these parameters.
while IFS=, read -r name depth slope theme _; do
    "$GRADFIG" render "$test_folder/base.yaml" -o single.png --set depth="$depth" \
        --set networks.residual.slope="$slope" --set figure.theme="$theme"
    check "$name is what render draws" cmp -s single.png "one/$name"
done < <(sed -n '2p;12p;31p' one/manifest.csv)
rm -f single.png

for jobs in 2 8; do
    succeeds batch "$spec" -o "many$jobs" -j $jobs
    same_folder one "many$jobs"
done
rm -r many8

# ---- the stored spec ----

# What is drawn from batch.yaml is the very same batch.
succeeds batch one/batch.yaml -o again -j 2
same_folder one again
succeeds batch again/batch.yaml -o again/
drawn 0 $n 0
has_line "$err" "gradfig: again/index.html shows them"
check "no rate of what is not drawn" test "$(grep -c '/s)' "$err")" -eq 0
same_folder one again
is_read() {
    expect 2
    has_line "$err" "gradfig: again: batch.yaml is the spec that is read; copy it and change the copy"
    same_folder one again
}
run batch again/batch.yaml -o again --set input=2
is_read
run batch again/batch.yaml -o again --set input=2 --dry-run
is_read
printf 'base: again/batch.yaml\ninput: 2\n' >over.yaml
run batch over.yaml -o again
is_read
rm over.yaml
cp again/batch.yaml "$test_folder/stored.yaml"
run batch "$test_folder/stored.yaml" -o again --dry-run
run batch "$spec" -o again --set input=2
check "another spec, another digest" test "$(digest_of again)" != "$digest"
rm -r again

has_edits() {
    expect 2
    has_line "$err" "gradfig: $1: batch.yaml has edits; undo them, draw a copy of it into another folder, or draw over it with gradfig batch --force"
}

# Spreadsheets and Git change line ends and add byte order marks.
cp -r one again
for changed in manifest.csv batch.yaml; do
    for expression in 's/$/\r/' $'1s/^/\xef\xbb\xbf/' $'1s/^/\xef\xbb\xbf/; s/$/\r/'; do
        sed -i "$expression" again/$changed
        succeeds gallery again
        succeeds batch "$spec" -o again
        drawn 0 $n 0
        cp one/$changed again
        same_folder one again
    done
done
rm -r again

# Somebody's edits of it stay.
cp -r one again
sed -i 's/width: 400/width: 900/' again/batch.yaml
cp -r again edited
for words in "" "--shard 1/2" "--set input=2" --dry-run; do
    # shellcheck disable=SC2086 # words
    run batch "$spec" -o again $words
    has_edits again
    same_folder edited again
done
run gallery again
has_edits again
rm again/manifest.csv
run batch "$spec" -o again
has_edits again
succeeds batch "$spec" -o again --force
same_folder one again
rm -r edited

# The spec and the manifest of two batches, between which a run was killed, are nobody's edits.
run batch "$spec" -o other --set input=2
for words in "" "--set input=2" "--set input=3"; do
    cp other/batch.yaml again
    # shellcheck disable=SC2086 # words
    succeeds batch "$spec" -o again $words
done
rm -r other

# An earlier version wrote no checksum into it.
run batch "$spec" -o again
sed -i 2d again/batch.yaml
draws 0 again
sed -i 2d again/batch.yaml
succeeds batch "$spec" -o again --set input=2
rm -r again

# Another spec of the same variants has the same bytes; settings and bases are in it.
cat >"$test_folder/other.yaml" <<'YAML'
# the same, said otherwise
figure: {height: 300, width: 500, panels: [gradient]}
depth: 7
vary:
  depth: [1, 10, 100]
  networks.residual.slope: [-0.2, -0.1, 0, 0.1, 0.2]
  figure.theme: [light, dark]
name: d{depth}/a{networks.residual.slope}-{figure.theme}
YAML
run batch "$test_folder/other.yaml" -o again --set figure.width=400 -j 2
same_folder one again
rm -r again

# Every kind of value, keys in step, names from the keys.
cat >"$test_folder/kinds.yaml" <<'YAML'
figure: {width: 400, height: 300, panels: [gradient]}
networks: {a: {slopes: [0.5, 0.6]}, b: {slope: 0.9}}
vary:
  input: {from: 0, to: 1, count: 6}
  networks.a.slopes: [[0.1], [0.1, -.2]]
  networks.b.slope: [+0.80, 1e-3]
  labels.title: ["a \"b\", c:\u3000", "标题"]
  networks.a.color: ["#FF0000", "#00ff00"]
  figure.language: [en, zh]
  figure.panels: [[gradient], [activation, gradient]]
together:
  - [networks.a.color, figure.language, labels.title]
  - [figure.panels, networks.b.slope, networks.a.slopes]
YAML
succeeds batch "$test_folder/kinds.yaml" -o kinds
drawn 24 0 0
succeeds batch kinds/batch.yaml -o again
same_folder kinds again
rm -r kinds again
# A name of more than 200 letters, as keys make it, can be stored.
cat >"$test_folder/long.yaml" <<'YAML'
figure: {width: 400, height: 300, panels: [gradient]}
vary:
  networks.residual.intercept: [1]
  networks.residual.slope: [1]
  networks.residual.scale: [1]
  networks.residual.skip: [1]
  networks.plain.intercept: [1]
  networks.plain.slope: [1]
  networks.plain.scale: [1]
  networks.plain.skip: [1]
YAML
succeeds batch "$test_folder/long.yaml" -o kinds --theme-pair
succeeds batch kinds/batch.yaml -o again
same_folder kinds again
rm -r again kinds

# A hundred thousand values take one line.
echo 'vary: {input: {from: 0, to: 1, count: 100000}}' >"$test_folder/hundred-thousand.yaml"
"$GRADFIG" batch "$test_folder/hundred-thousand.yaml" -o many-values -j 1 >"$out" 2>"$err" &
batch=$!
await test -s many-values/batch.yaml
kill -TERM $batch
wait $batch 2>/dev/null
check "a short batch.yaml" test "$(wc -c <many-values/batch.yaml)" -lt 1000
run batch many-values/batch.yaml -o many-values --dry-run
has_text "$err" "100000 variants"
rm -r many-values

# ---- again ----

find many2 -type f -printf '%p %i %T@\n' | grep png | sort >"$test_folder/before"
succeeds batch "$spec" -o many2
drawn 0 $n 0
find many2 -type f -printf '%p %i %T@\n' | grep png | sort >"$test_folder/after"
check "no picture was touched" cmp -s "$test_folder/before" "$test_folder/after"

# Nor is anything else written again, where the file system has attributes for the note.
has_attributes() {
    /usr/bin/python3 -c 'import os, sys; os.setxattr(sys.argv[1], "user.gradfig.try", b"1")' "$1" 2>/dev/null
}
if has_attributes many2/d1/a0-light.png; then
    run batch "$spec" -o many2 # reads the picture that was just touched
    find many2 -type f ! -name .gradfig.lock -printf '%p %i %T@\n' | sort >"$test_folder/before"
    run batch "$spec" -o many2
    drawn 0 $n 0
    find many2 -type f ! -name .gradfig.lock -printf '%p %i %T@\n' | sort >"$test_folder/after"
    check "nothing was written" cmp -s "$test_folder/before" "$test_folder/after"
fi

# flip FILE OFFSET: changes one byte
flip() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# A picture changed in place, as long and as old as before, is found, and so are folders that were
# exchanged, a page that was edited, and all of these in a copy of the folder.
disturb() {
    flip "$1/d1/a0-light.png" 8000
    touch -r one/d1/a0-light.png "$1/d1/a0-light.png"
    mv "$1/d10" "$1/d1/d"
    mv "$1/d100" "$1/d10"
    mv "$1/d1/d" "$1/d100"
    echo "<!-- mine -->" >>"$1/index.html"
}

draws $n many2 --force
disturb many2
succeeds batch "$spec" -o many2
drawn 21 $((n - 21)) 0
has_line "$err" "gradfig: warning: drawn again, because the files were changed or damaged: 21 pictures, starting with many2/d1/a0-light.png"
same_folder one many2
disturb many2
cp -a many2 copy
touch copy/manifest.csv
draws 21 copy
rm -r copy
run batch "$spec" -o many2
same_folder one many2

# The manifest of another spec tells of changes, too.
cp -r one copy
echo mine >>copy/d10/a0.1-dark.png
sed 's/depth: \[1, 10/depth: [10, 2/' "$spec" >"$test_folder/moved.yaml"
succeeds batch "$test_folder/moved.yaml" -o copy
has_line "$err" "gradfig: warning: drawn again, because the files were changed or damaged: 1 picture, starting with copy/d10/a0.1-dark.png"
check "as it was" cmp -s one/d10/a0.1-dark.png copy/d10/a0.1-dark.png
succeeds batch "$spec" -o copy --set input=2
check "nobody has changed them since" test "$(grep -c warning "$err")" -eq 0
rm -r copy

# The pictures tell for themselves where there is no manifest.
rm many2/manifest.csv
draws 0 many2
sed -i '$d; s/,done,.*/,do/' many2/manifest.csv # ours, but damaged
draws 0 many2
rm many2/batch.yaml # the digest is still the spec's
draws 0 many2

damage() {
    flip many2/d1/a0-light.png 8000 # in the pixels
    flip many2/d1/a0-dark.png 12     # in the header
    truncate -s -5 many2/d10/a0-light.png
    : >many2/d10/a0-dark.png
    rm many2/d100/a0-light.png
    cp many2/d10/a0.1-light.png many2/d100/a0-dark.png # of other parameters
    head -c 3000 /dev/zero >many2/d100/a0.1-dark.png   # as a power cut may leave it
}
damage
draws 7 many2
damage
rm many2/manifest.csv
draws 7 many2

# A picture that is whole and of the right parameters, but not the one that was written.
"$CHANGE_PIXEL" many2/d1/a0-light.png changed.png
mv changed.png many2/d1/a0-light.png
draws 1 many2

echo more >>many2/d1/a0-light.png # behind its end
rm many2/manifest.csv
draws 1 many2

run batch "$spec" -o many2 --set input=2
drawn $n 0 0
draws $n many2

# What is not the batch's stays.
echo mine >many2/d1/notes.txt
echo held >many2/.gradfig-0123456789abcdef.tmp # of a run elsewhere
echo left >many2/.gradfig-fedcba9876543210.tmp
flock many2/.gradfig-0123456789abcdef.tmp "$GRADFIG" batch "$spec" -o many2 >"$out" 2>"$err"
check "notes stay" grep -qx mine many2/d1/notes.txt
check "what a process holds stays" grep -qx held many2/.gradfig-0123456789abcdef.tmp
check "what nobody holds goes" test ! -e many2/.gradfig-fedcba9876543210.tmp
run gallery many2
check "then the other goes, too" test ! -e many2/.gradfig-0123456789abcdef.tmp
rm many2/d1/notes.txt
same_folder one many2

# A name that somebody planted harms nothing.
echo precious >victim
for name in .gradfig-1-of-1.0.tmp .gradfig-0123456789abcdef.tmp; do
    ln -s ../victim many2/$name
    succeeds batch "$spec" -o many2 --force
    check "a planted link to a file" grep -qx precious victim
    rm many2/$name
done
same_folder one many2
mv many2/.gradfig.lock lock
ln -s ../victim many2/.gradfig.lock
fails 2 batch "$spec" -o many2
has_text "$err" "many2/.gradfig.lock: expected the lock of batches, found what is not a file"
check "a planted lock" grep -qx precious victim
mv lock many2/.gradfig.lock
mv many2/d1 d1
ln -s ../d1 many2/d1
for force in "" --force; do
    # shellcheck disable=SC2086
    fails 2 batch "$spec" -o many2 $force
    has_text "$err" "many2/d1/a-0.2-light.png: "
done
check "nothing is drawn through a link" diff -r one/d1 d1
rm many2/d1
mv d1 many2/d1
rm victim
same_folder one many2

# ---- shards ----

for shard in 2 4 1; do
    succeeds batch "$spec" -o parts --shard $shard/4
done
check "a manifest of its own" test -f parts/manifest.2-of-4.csv
check "no page yet" test ! -e parts/index.html
fails 1 gallery parts
has_line "$err" "shard 3 of 4: no manifest"
check "a page of what is there" test -f parts/index.html
succeeds batch "$spec" -o parts --shard 3/4
succeeds gallery parts
has_line "$err" "gradfig: parts/index.html shows 30 variants"
has_n_lines "$err" 1
same_folder one parts
succeeds gallery parts
same_folder one parts

# A shard run twice, and a batch without shards over shards.
run batch "$spec" -o parts --shard 2/3
drawn 0 10 0
draws 0 parts

rm parts/d1/a0-light.png
fails 1 gallery parts
has_line "$err" "d1/a0-light.png: missing"
run batch "$spec" -o parts
same_folder one parts

# The gallery says of the files what the next run would find.
head -c 3000 one/d1/a0-light.png >parts/d1/a0-light.png
cp one/d1/a0-dark.png parts/d1/a-0.1-light.png
fails 1 gallery parts
has_line "$err" "d1/a0-light.png: damaged"
has_line "$err" "d1/a-0.1-light.png: drawn with other parameters"
has_text "$err" "incomplete: pictures missing, damaged or failed: 2 of $n;"
has_text parts/index.html '"damaged"'
draws 2 parts
echo mine >parts/d1/a0-light.png
fails 1 gallery parts
foreign="a file that gradfig did not write"
has_line "$err" "d1/a0-light.png: $foreign; move it away, or draw over it with gradfig batch --force"
has_text parts/index.html '"foreign"'
fails 2 batch "$spec" -o parts
has_text "$err" "parts/d1/a0-light.png: expected a picture of the batch, found $foreign;"
rm parts/d1/a0-light.png
draws 1 parts
# A run that was killed has drawn what its manifest does not list.
sed -i 's/^\(d1.a0-light.png,.*,\)done,[0-9]*,[0-9a-f]*,/\1missing,0,,/' parts/manifest.csv
has_text parts/manifest.csv "missing"
succeeds gallery parts
has_line "$err" "gradfig: 1 picture that the manifest does not list as done: gradfig batch lists it"
check "no picture is marked" test "$(grep -cF '"faults":{"' parts/index.html)" = 0
draws 0 parts

# One shard again, after its manifest was joined with the others': it has their checksums.
for shard in 1 2 3; do
    run batch "$spec" -o parts --shard $shard/3
done
run gallery parts
same_folder one parts
"$CHANGE_PIXEL" parts/d1/a-0.1-light.png changed.png # variant 3
mv changed.png parts/d1/a-0.1-light.png
rm parts/d1/a0-dark.png # variant 6
run batch "$spec" -o parts --shard 3/3
drawn 2 8 0
succeeds gallery parts
has_line "$err" "gradfig: parts/index.html shows 30 variants"
has_n_lines "$err" 1
same_folder one parts

# Shards of two batches are not joined: of other numbers, values, parameters or formats.
run batch "$spec" -o parts --shard 1/2
run batch "$spec" -o parts --shard 1/3
fails 2 gallery parts
has_text "$err" "found those of two numbers of shards"
rm -r parts
sed 's/\[1, 10, 100\]/[100, 10, 1]/' "$spec" >"$test_folder/turned.yaml"
for other in "$test_folder/turned.yaml" "$spec --set input=2" "$spec --format svg"; do
    run batch "$spec" -o parts --shard 1/2
    # shellcheck disable=SC2086
    succeeds batch $other -o parts --shard 2/2
    fails 2 gallery parts
    has_text "$err" "parts: expected manifests of one batch, found those of two"
    check "no page of two batches" test ! -e parts/index.html
    rm -r parts
done

# A shard of other parameters does not join the pictures of an earlier batch.
cp -r one parts
run batch "$spec" -o parts --shard 1/2 --set input=2
drawn 15 0 0
fails 1 gallery parts
has_line "$err" "shard 2 of 2: no manifest"
has_text "$err" "incomplete: shards missing: 1 of 2; pictures of the others missing, damaged or failed: 0 of 15"
has_text parts/index.html '"shards":{"count":2,"absent":1}'
# The results are those of every second variant.
has_text parts/index.html '"words":["0.8","0.9","1","1.1","1.2","0.107","0.349","1","2.59","6.19",'
rm -r parts

# Nor where its pictures are alike but for what has no part in their names.
cat >"$test_folder/tied.yaml" <<'YAML'
base: base.yaml
vary: {networks.plain.slope: [0.5, 0.6, 0.7, 0.8], networks.plain.intercept: [1, 2, 3, 4]}
together: [[networks.plain.slope, networks.plain.intercept]]
name: "a{networks.plain.slope}"
YAML
sed 's/\[1, 2, 3, 4\]/[1.5, 2.5, 3.5, 4.5]/' "$test_folder/tied.yaml" >"$test_folder/retied.yaml"
for other in "$test_folder/retied.yaml" "$test_folder/tied.yaml --set input=2"; do
    run batch "$test_folder/tied.yaml" -o tied
    # shellcheck disable=SC2086
    succeeds batch $other -o tied --shard 1/2
    fails 1 gallery tied
    has_line "$err" "shard 2 of 2: no manifest"
    rm -r tied
done

# Only manifests of the stored spec are joined, not those that agree among themselves.
draw_halves parts
echo "# changed" >>parts/batch.yaml
run gallery parts
has_edits parts
cp one/batch.yaml parts
sed -i 2d parts/batch.yaml
fails 2 gallery parts
has_text "$err" "parts: expected manifests of one batch, found those of two"
rm -r parts

# What is missing is not joined as if it were there; what a killed shard has left goes.
draw_halves parts
rm parts/d1/a0-light.png
fails 1 gallery parts
has_text "$err" "d1/a0-light.png: missing"
check "not joined yet" test -f parts/manifest.1-of-2.csv
touch parts/.gradfig-0000000000000000.tmp
run batch "$spec" -o parts --shard 1/2
succeeds gallery parts
same_folder one parts
touch parts/.gradfig-0000000000000000.tmp
run batch "$spec" -o parts
same_folder one parts
rm -r parts

# Not a manifest of a shard, whatever it is.
cp -r one parts
touch parts/manifest.1-of-99999999999.csv parts/manifest.01-of-2.csv parts/manifest.1-of-1.csv
succeeds gallery parts
rm -r parts

# ---- a manifest that somebody has sorted ----

cp -r one sorted # the copies are newer than the last check, so they are read
{ head -n 1 one/manifest.csv && tail -n +2 one/manifest.csv | sort -r; } >sorted/manifest.csv
succeeds gallery sorted
has_line "$err" "gradfig: sorted/index.html shows 30 variants"
has_n_lines "$err" 1
draws 0 sorted
rm -r sorted

# ---- a folder of an earlier version ----

# earlier FOLDER: makes it one of before specs were stored
earlier() {
    rm "$1/batch.yaml"
    sed -i 's/,[^,]*$//' "$1/manifest.csv"
}
cp -r one old
earlier old
"$CHANGE_PIXEL" old/d1/a0-light.png changed.png
mv changed.png old/d1/a0-light.png # whole, and yet not what the manifest lists
truncate -s 1000 old/d10/a0-light.png
rm old/d100/a0-light.png
fails 1 gallery old
has_line "$err" "d100/a0-light.png: missing"
draws 3 old
earlier old
succeeds batch "$spec" -o old --shard 2/3
drawn 0 10 0
draws 0 old

refuses_old() {
    expect 2
    has_n_lines "$err" 1
    has_line "$err" "gradfig: old: expected the pictures of this spec, found $1 with other parameters; draw into another folder, or draw over it with --force"
    check "nothing is written" test ! -e old/batch.yaml
}
earlier old
cp old/d10/a0.1-light.png old/d100/a0-dark.png # of other parameters
run batch "$spec" -o old
refuses_old d100/a0-dark.png
succeeds batch "$spec" -o old --shard 1/2 # which has others
rm old/batch.yaml old/manifest.1-of-2.csv
run batch "$spec" -o old --shard 2/2
refuses_old d100/a0-dark.png
run batch "$spec" -o old --set input=2
refuses_old d1/a-0.2-light.png
sed 's/\[1, 10, 100\]/[1, 10]/' "$spec" >"$test_folder/fewer.yaml"
run batch "$test_folder/fewer.yaml" -o old
refuses_old d100/a-0.2-light.png # which no variant is called
succeeds batch "$spec" -o old --force
same_folder one old
rm -r old

# Manifests of shards, whose digest is of an earlier version.
draw_halves old
rm old/batch.yaml
sed -i 's/,[^,]*$/,0123456789abcdef/; 1s/,[^,]*$/,batch/' old/manifest.*.csv
succeeds gallery old # of one batch, whichever that is
rm old/index.html
sed -i 's/,[^,]*$/,0123456789abcdef/; 1s/,[^,]*$/,batch/' old/manifest.csv
run batch "$spec" -o old --set input=2
refuses_old d1/a-0.2-light.png
draws 0 old
rm -r old

# ---- formats and themes ----

sed '/  figure.theme:/d; s/-{figure.theme}//; s/\[1, 10, 100\]/[1, 10]/' "$spec" >"$test_folder/pair.yaml"
for format in png svg pdf; do
    succeeds batch "$test_folder/pair.yaml" -o pair-$format --format $format --theme-pair
    drawn 20 0 0
    check "a picture for each theme" test -s "pair-$format/d10/a-0.1-dark.$format"
    succeeds batch pair-$format/batch.yaml -o again
    same_folder pair-$format again
    rm -r again
    cp -r pair-$format again
    rm again/manifest.csv again/d1/a0-light.$format
    truncate -s -1 again/d10/a0-light.$format
    run batch "$test_folder/pair.yaml" -o again --format $format --theme-pair
    drawn 2 18 0
    same_folder pair-$format again
    # Damage inside, which no end of a file tells of, where no manifest knows better.
    rm again/manifest.csv
    damaged=again/d1/a0-dark.$format
    place=5000
    [ $format != svg ] || place=$(grep -abo ' d="M' $damaged | sed -n '$s/:.*//p') # in a path, so that it stays XML
    dd if=/dev/zero of=$damaged bs=1 seek=$((place + 5)) count=9 conv=notrunc status=none
    run batch "$test_folder/pair.yaml" -o again --format $format --theme-pair
    drawn 1 19 0
    same_folder pair-$format again
    rm -r again
done

# ---- one variant, and none to be had ----

succeeds batch "$test_folder/base.yaml" -o single
drawn 1 0 0
check "its name" test -s single/figure.png
fails 2 gallery nowhere
fails 2 gallery "$test_folder"
has_n_lines "$err" 1
fails 1 batch "$spec" -o "$spec"
has_n_lines "$err" 1

# ---- characters that no font has are refused before anything is drawn ----

cat >"$test_folder/refused.yaml" <<'YAML'
vary:
  labels.title: ["fine", "👍", "标题"]
  networks.plain.label: [a, "🚀"]
labels: {subtitle: "\U00010FFFD"}
YAML
fails 2 batch "$test_folder/refused.yaml" -o refused
has_n_lines "$err" 3
has_text "$err" "refused.yaml:2:26: labels.title: expected characters that a font of"
has_text "$err" "refused.yaml:3:29: networks.plain.label: expected characters that a font of"
has_text "$err" "refused.yaml:4:20: labels.subtitle: expected characters that a font of"
check "nothing is drawn" test ! -e refused

# ---- a label that cannot be drawn fails, and the others do not ----

# A mark that no font has, which only the drawing finds.
cat >"$test_folder/glyphs.yaml" <<'YAML'
vary:
  labels.title: ["fine", "a\u0F72", "标题"]
figure: {width: 400, height: 300}
YAML
fails 1 batch "$test_folder/glyphs.yaml" -o glyphs
drawn 2 0 1
has_text "$err" "gradfig: labels.title_2.png: "
check "the reason is listed" grep -q '^labels.title_2.png,.*,"\?failed: ' glyphs/manifest.csv
check "no picture of it" test ! -e glyphs/labels.title_2.png
fails 1 gallery glyphs
has_text "$err" "labels.title_2.png: failed: "
for shard in 1 2 1 2; do # joined, then one shard after the other again
    run batch "$test_folder/glyphs.yaml" -o glyph-parts --shard $shard/2
    fails 1 gallery glyph-parts
done
same_folder glyphs glyph-parts
rm -r glyph-parts

# ---- what is somebody else's ----

# refuses_site NAME WHAT FOUND: NAME stays as it is, and nothing else is written
refuses_site() {
    expect 2
    has_line "$err" "gradfig: site/$1: expected $2, found $3; draw into another folder, or draw over it with gradfig batch --force"
    check "nothing is written" test "$(cd site && find . ! -type d ! -name .gradfig.lock)" = "./$1"
}
mkdir site
while read -r name what; do
    echo 'depth: 3' >site/$name
    for command in "batch $spec -o" "batch $spec --shard 1/2 -o"; do
        # shellcheck disable=SC2086
        run $command site
        refuses_site $name "$what" "another file"
        check "$name stays" grep -qx 'depth: 3' site/$name
    done
    if [ $name != d1/a0-light.png ]; then
        cp one/manifest.csv site/manifest.1-of-1.csv
        cp one/manifest.csv site/manifest.1-of-2.csv
        fails 2 gallery site
        has_text "$err" "gradfig: site/$name: expected $what, found another file"
        check "$name stays" grep -qx 'depth: 3' site/$name
        rm site/manifest.1-of-*.csv
    fi
    succeeds batch "$spec" -o site --force
    same_folder one site
    rm -r site
    mkdir site
done <<'EOF'
index.html the page of a batch
batch.yaml the spec of a batch
manifest.csv the manifest of a batch
EOF
for make in "ln -s /nowhere/page" mkfifo; do
    $make site/index.html
    fails 2 batch "$spec" -o site
    has_text "$err" "gradfig: site/index.html: expected the page of a batch, found "
    check "nothing is drawn" test "$(ls -A site)" = index.html
    rm site/index.html
done
mkdir site/index.html
fails 1 batch "$spec" -o site
has_n_lines "$err" 1
has_text "$err" "gradfig: site/index.html: cannot write: Is a directory"
rmdir site/index.html

# A file of a variant's name that gradfig did not write.
mkdir site/d1
for content in "my own notes" "$(printf '\x89PNG\r\n\x1a\n, drawn by another program')"; do
    printf '%s' "$content" >site/d1/a0-light.png
    cp site/d1/a0-light.png mine
    run batch "$spec" -o site
    refuses_site d1/a0-light.png "a picture of the batch" "a file that gradfig did not write"
    check "it stays" cmp -s mine site/d1/a0-light.png
done
succeeds batch "$spec" -o site --force
same_folder one site
cp mine site/d1/a0-light.png # although it is listed
fails 2 batch "$spec" -o site
truncate -s "$(stat -c %s one/d1/a0-light.png)" site/d1/a0-light.png # and even of the listed size
fails 1 batch "$spec" -o site
drawn 0 $((n - 1)) 1
has_line "$err" "gradfig: d1/a0-light.png: cannot write: gradfig did not write the file in its place"
rm site/d1/a0-light.png mine
ln -s a0-dark.png site/d1/a0-light.png
fails 2 batch "$spec" -o site
has_text "$err" "gradfig: site/d1/a0-light.png: expected a picture of the batch, found a link"
rm site/d1/a0-light.png
draws 1 site
rm -r site
mkdir site
: >site/index.html # what a power cut may leave
: >site/batch.yaml
: >site/manifest.csv
succeeds batch "$spec" -o site
same_folder one site

# Nor is an input replaced, whatever its name is.
succeeds batch one/d1/a0-light.png -o read --set figure.theme=dark
ln read/figure.png copy.png
for name in read/figure.png ./read/figure.png copy.png; do
    for force in "" --force; do
        # shellcheck disable=SC2086
        fails 2 batch $name -o read --set input=2 $force
        has_text "$err" "gradfig: read/figure.png: this file is an input (read as $name) and is not overwritten"
    done
done
rm -r read copy.png

# Names in a manifest do not lead out of the folder.
cp one/d1/a0-dark.png outside.png
ln -s .. site/up
for name in ../outside.png up/outside.png "$work/outside.png"; do
    echo "$name,1,0,dark,done,$(stat -c %s outside.png),$(sha256sum outside.png | cut -d ' ' -f 1),$digest" >>site/manifest.csv
done
fails 1 gallery site
has_line "$err" "../outside.png: missing"
has_line "$err" "up/outside.png: missing"
has_line "$err" "$work/outside.png: missing"
rm -r site outside.png

# ---- what cannot be drawn, or kept ----

{
    printf 'base: base.yaml\nvary:\n  labels.title:\n'
    printf '    - "%s\\u0F72"\n' {10..34} # no font has this mark
} >"$test_folder/unknown.yaml"
fails 1 batch "$test_folder/unknown.yaml" -o unknown
has_n_lines "$err" 24
has_line "$err" "gradfig: and 5 more failed; the manifest has them all"
rm -r unknown

chmod 755 "$test_folder"
can_be_anyone=
! as_anyone "$GRADFIG" --version >/dev/null 2>&1 || can_be_anyone=1

if [ -n "$can_be_anyone" ] && [ "$(id -u)" -eq 0 ]; then # another user may replace a picture, and cannot keep its owner
    cp -r one owned
    chmod -R a+rwX owned
    ran="gradfig batch --force over the pictures of another user"
    status=0
    as_anyone "$GRADFIG" batch "$spec" -o owned --force >"$out" 2>"$err" || status=$?
    expect 0
    has_text "$err" "gradfig: warning: cannot keep of older pictures ($n): "
    rm -r owned
fi

# ---- pictures of earlier specs ----

sed 's/\[1, 10, 100\]/[1, 10]/' "$spec" >"$test_folder/fewer.yaml"
succeeds batch "$test_folder/fewer.yaml" -o fewer
check "nothing is left of other specs" test ! -e fewer/manifest.earlier.csv
cp -r one earlier
succeeds batch "$test_folder/fewer.yaml" -o earlier
drawn 0 20 0
has_line "$err" "gradfig: 10 pictures of earlier specs in earlier: --prune removes them"
has_text earlier/index.html '"earlier":10'
has_n_lines earlier/manifest.earlier.csv 11
succeeds gallery earlier
has_line "$err" "gradfig: 10 pictures of earlier specs in the folder: gradfig batch --prune removes them"

# Only those, as they were drawn: what else is there stays, whatever the list says.
find earlier -type f -printf '%p %s\n' | sort >"$test_folder/before"
succeeds batch "$test_folder/fewer.yaml" -o earlier --prune --dry-run
check "a dry run lists them" test "$(sort "$out")" = "$(cd one && find d100 -name '*.png' | sort)"
has_line "$err" "gradfig: 10 pictures of earlier specs would be removed"
find earlier -type f -printf '%p %s\n' | sort >"$test_folder/after"
check "a dry run removes nothing" cmp -s "$test_folder/before" "$test_folder/after"
fails 2 batch "$test_folder/fewer.yaml" --prune --dry-run
echo mine >earlier/d100/notes.txt
echo mine >earlier/d100/a0-light.png
cp one/d1/a0-dark.png copy.png
echo "../copy.png,done,$(stat -c %s copy.png),$(sha256sum copy.png | cut -d ' ' -f 1),0" >>earlier/manifest.earlier.csv
succeeds batch "$test_folder/fewer.yaml" -o earlier --prune
has_line "$err" "gradfig: 9 pictures of earlier specs removed"
has_line "$err" "gradfig: 1 file of earlier specs not removed, because changed since: d100/a0-light.png"
check "a file outside stays" test -e copy.png
check "files of others stay" test "$(ls earlier/d100)" = $'a0-light.png\nnotes.txt'
rm -r earlier/d100 copy.png
same_folder fewer earlier
run batch "$spec" -o earlier # the list forgets what is of the spec again
run batch "$test_folder/fewer.yaml" -o earlier
succeeds batch "$spec" -o earlier
same_folder one earlier
run batch "$spec" -o earlier --prune
same_folder one earlier
run batch "$test_folder/fewer.yaml" -o earlier --prune # at once
has_line "$err" "gradfig: 10 pictures of earlier specs removed"
check "no empty folder is left" test ! -e earlier/d100
same_folder fewer earlier
rm -r earlier

# A picture that an interrupted run has drawn and not noted is known by its recipe.
cp -r one unnoted
sed -i '/^d100\/a0-/ s/,done,[0-9]*,[0-9a-f]*,/,missing,,,/' unnoted/manifest.csv
echo mine >unnoted/d100/a0-dark.png
succeeds batch "$test_folder/fewer.yaml" -o unnoted
has_line "$err" "gradfig: 9 pictures of earlier specs in unnoted: --prune removes them"

# What the system does not show is not forgotten, and what it does not remove is said.
[ "$(id -u)" -ne 0 ] || chown -R 65534:65534 unnoted
if [ -n "$can_be_anyone" ]; then
    for mode in 000 555; do
        chmod $mode unnoted/d100
        status=0
        ran="gradfig batch --prune in a folder of mode $mode"
        as_anyone "$GRADFIG" batch "$test_folder/fewer.yaml" -o unnoted --prune >"$out" 2>"$err" || status=$?
        expect 1
        has_text "$err" "gradfig: unnoted/d100/"
    done
    has_text "$err" "cannot remove: Permission denied"
    chmod 755 unnoted/d100
fi
succeeds batch "$test_folder/fewer.yaml" -o unnoted --prune
has_line "$err" "gradfig: 9 pictures of earlier specs removed"
has_line "$err" "gradfig: 1 file of earlier specs not removed, because changed since: d100/a0-dark.png"
rm -r unnoted

# Shards note them too, and none takes those of another shard.
cp -r one earlier
succeeds batch "$test_folder/fewer.yaml" -o earlier --shard 1/2 --prune
has_line "$err" "gradfig: 10 pictures of earlier specs removed"
check "no page of another spec" test ! -e earlier/index.html
check "the pictures of the other shard stay" test "$(find earlier -name '*.png' | wc -l)" = 20
run batch "$test_folder/fewer.yaml" -o earlier --shard 2/2
succeeds gallery earlier
same_folder fewer earlier
rm -r earlier fewer

# Four panels, where a batch must not end too soon.
four="--set figure.panels=activation,gradient,geometry,sweep"

# A change of parameters that is interrupted leaves no page that shows old pictures as new ones.
is_drawn_anew() {
    ! cmp -s one/d1/a-0.2-dark.png changed/d1/a-0.2-dark.png
}
for signal in KILL TERM; do
    cp -r one changed
    # shellcheck disable=SC2086
    "$GRADFIG" batch "$spec" -o changed $four -j 1 >"$out" 2>"$err" &
    batch=$!
    await is_drawn_anew
    kill -$signal $batch
    wait $batch 2>/dev/null
    check "it was interrupted" cmp -s one/d100/a0.2-dark.png changed/d100/a0.2-dark.png
    check "no page of the old spec" test -z "$(grep -l "$digest" changed/index.html 2>/dev/null)"
    fails 1 gallery changed
    has_text changed/index.html "$(digest_of changed)"
    has_line changed/manifest.csv "d100/a0.2-dark.png,100,0.2,dark,missing,,,$(digest_of changed)"
    rm -r changed
done

# ---- progress ----

# shellcheck disable=SC2086
run batch "$spec" $four -o four
script -qec "'$GRADFIG' batch '$spec' $four -o bar -j 1" /dev/null >"$out" 2>&1
has_text "$out" "/s, 0:0"
has_text "$out" " left"
check "a bar" grep -q '\[#* *\]' "$out"
same_folder four bar
for columns in 20 40 60; do
    script -qec "stty cols $columns; '$GRADFIG' batch '$spec' $four -o bar -j 1 --force" /dev/null >"$out" 2>&1
    check "no line of more than $columns columns" test -z \
        "$(tr '\r' '\n' <"$out" | grep -a '/s, ' | sed 's/\x1b.*//' | grep -E ".{$columns}")"
done
same_folder four bar

# ---- texts without room ----

cat >"$test_folder/crowded.yaml" <<'YAML'
figure: {width: 640, height: 480}
sweep: {slopes: [-0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]}
vary: {depth: [10, 20]}
YAML
succeeds batch "$test_folder/crowded.yaml" -o crowded
has_line "$err" "gradfig: warning: no room for all texts in 2 pictures, starting with crowded/depth_10.png; gradfig render says what is missing"
succeeds batch "$test_folder/crowded.yaml" -o crowded
check "it is said once" test -z "$(grep "no room" "$err")"

finish
