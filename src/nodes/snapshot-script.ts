/** What the script of the snapshot container needs to know. */
export interface SnapshotScript {
  /** Folder of the chain data. */
  readonly dataDir: string;
  /** Mount point of the volume. */
  readonly volume: string;
  /** Checksum of the packed file; without one it is taken as it comes. */
  readonly sha256?: string;
  /** Command that writes the tar file to its output; empty where the file is one. */
  readonly decompress: string;
  readonly stripComponents?: number;
  /** Bytes of the unpacked data. @default as many as the packed file has, which is the least that there can be */
  readonly unpackedBytes?: number;
}

/** Of a hundred parts, how much room has to be there: file systems keep some for themselves. */
const MARGIN = 105;

/**
 * Downloads, verifies and unpacks once; the URL is in SNAPSHOT_URL.
 *
 * - A volume that holds data is left alone.
 * - Nothing is downloaded that does not fit. The length is asked for by a request that is broken off after a byte:
 *   a pre-signed URL answers no HEAD.
 * - An interrupted download is resumed, and given up when five attempts in a row bring nothing.
 * - An interrupted unpacking starts over with the file that is there; its checksum is not worked out again.
 * - What takes long runs in the background, because the shell as process 1 hears of the pod's end only while it waits.
 */
export function snapshotScript({ dataDir, volume, sha256, decompress, stripComponents, unpackedBytes }: SnapshotScript): string {
  const tar = `tar -x -C ${dataDir}${stripComponents ? ` --strip-components=${stripComponents}` : ''}`;
  const unpack = decompress ? `{ ${decompress} $file || touch $state/broken; } | ${tar} -f -` : `${tar} -f $file`;
  return `
state=${volume}/.snapshot
file=$state/download/${sha256 ?? '$(echo "$SNAPSHOT_URL" | sha256sum | head -c 16)'}
say() { echo "snapshot: $*"; }
mib() { echo $(( $1 / 1048576 )); }
size() { stat -c %s $file 2> /dev/null || echo 0; }
free() { echo $(( $(df -Pk ${volume} | sed -n '2s/.* \\([0-9][0-9]*\\)  *[0-9-]*%.*/\\1/p') * 1024 )); }
run() { "$@" & wait $!; }
trap 'exit 143' TERM INT

if [ -e $state/done ]; then rm -rf $state/download $state/unpacking; say "unpacked before"; exit 0; fi
if [ ! -e $state/unpacking ] && [ -n "$(ls -A ${dataDir} 2>/dev/null)" ]; then say "the volume holds data, leaving it alone"; exit 0; fi
[ -e $file ] || rm -rf $state/download
mkdir -p $state/download ${dataDir}
rm -rf $state/broken ${dataDir}/..?* ${dataDir}/.[!.]* ${dataDir}/*

progress() {
  while sleep 30 > /dev/null 2>&1; do
    if [ -e $state/unpacking ]; then say "unpacking, $(mib $(free)) MiB free"; else say "$(mib $(size))\${total:+ of $(mib $total)} MiB"; fi
  done
}
meter=
watch() { if [ ! "$meter" ]; then progress & meter=$!; fi; }
trap '[ ! "$meter" ] || kill $meter 2> /dev/null' EXIT

fetch() { wget -q -c -O $file "$SNAPSHOT_URL"; }
verified() { ${sha256 ? `echo "${sha256}  $file" | sha256sum -c - > /dev/null 2>&1` : '[ "${total:-}" ] && [ "$(size)" -eq "$total" ]'}; }
if [ ! -e $file.ok ]; then
  answered=$(wget -S -O - "$SNAPSHOT_URL" 2> $state/headers | head -c 1 | wc -c)
  total=$(sed -n '/^ *HTTP\\//{s/.*//;h;};/^ *[Cc]ontent-[Ll]ength:/{s/[^0-9]*\\([0-9]*\\).*/\\1/;h;};\${g;p;}' $state/headers)
  rm -f $state/headers
  whole=
  # Without a length, and without a server, only the checksum tells whether a file is whole.
  if [ -e $file ] && { [ $answered -eq 0 ] || [ "$(size)" -ge "\${total:-0}" ]; } && run verified; then whole=yes; fi
  if [ ! "$whole" ] && [ $answered -eq 0 ]; then say "the server does not answer"; exit 1; fi
  if [ ! "$whole" ] && [ "$(size)" -ge "\${total:-0}" ]; then rm -f $file; fi
  [ -n "$total" ] || say "the server does not tell how long the file is, so the room for it is not checked"
  if [ -n "$total" ]; then
    need=$(( (total - $(size) + ${unpackedBytes ?? 'total'}) / 100 * ${MARGIN} ))
    if [ $need -gt $(free) ]; then say "needs $(mib $need) MiB, and the volume has $(mib $(free)) MiB free"; exit 1; fi
  fi
  if [ ! "$whole" ]; then
    say "downloading\${total:+ $(mib $total) MiB}"
    watch
    attempts=0
    while :; do
      before=$(size)
      if run fetch; then break; fi
      if [ "$(size)" -gt $before ]; then attempts=0; else attempts=$((attempts + 1)); fi
      if [ $attempts -ge 5 ]; then say "the download does not go on"; exit 1; fi
      say "interrupted after $(mib $(size)) MiB, trying again"
      sleep 5
    done
  fi
  if [ ! "$whole" ] && { [ "$(size)" -ne "\${total:-$(size)}" ]${sha256 ? ' || ! run verified' : ''}; }; then rm -f $file; say "wrong ${sha256 ? 'checksum' : 'length'}"; exit 1; fi
  touch $file.ok
fi

touch $state/unpacking
watch
say "unpacking"
unpack() { ${unpack}; }
if ! run unpack || [ -e $state/broken ]; then say "cannot be unpacked"; exit 1; fi
touch $state/done
rm -rf $state/download $state/unpacking
say "done"`.trim();
}
