/*
 * The functions of the script that judge a machine before anything on it changes. None of them changes something.
 */

/** Functions for any distribution. */
export const PRECONDITIONS = {
  /** NAME ID...: the script is for the distributions with these IDs. */
  on_family: String.raw`on_family() {
  name=$1
  shift
  found=$(sed -n 's/^ID=//p' /etc/os-release | tr -d "\"'")
  for id in "$@"; do
    [ "$found" != "$id" ] || return 0
  done
  fail "This script is for $name, and the machine has \"$found\". Set the family of the HostBootstrap."
}`,
  /** WHAT: something that only systemd does. */
  need_systemd: String.raw`need_systemd() {
  has_systemd || fail "This machine has no systemd, which $1 need."
}`,
  /** Another firewall would refuse what this one lets in, and nftables.service removes all rules when the machine starts. */
  no_other_firewall: String.raw`no_other_firewall() {
  other=
  if command -v ufw >/dev/null && grep -qsx 'ENABLED=yes' /etc/ufw/ufw.conf; then
    other=ufw
    off='ufw disable'
  elif firewall-cmd --state >/dev/null 2>&1; then
    other=firewalld
    off='systemctl disable --now firewalld'
  elif has_systemd && systemctl is-enabled --quiet nftables 2>/dev/null; then
    other=nftables
    off='systemctl disable --now nftables'
  fi
  [ -z "$other" ] || fail "This machine has another firewall, $other. Turn it off with: $off. Or keep it in place of this one:\
 HostDeviation.of(HostDefault.FIREWALL, 'the reason')."
}`,
  /** PATH: a program. */
  need_program: String.raw`need_program() {
  [ -x "$1" ] || fail "The program $1 is not on this machine. Install it in the machine's image, or before this script runs."
}`,
  /** PATH: a symbolic link that this script makes, where nothing else may be. */
  need_place: String.raw`need_place() {
  [ ! -e "$1" ] || [ -L "$1" ] || fail "There is already $1 on this machine, where a symbolic link has to be. Move it away."
}`,
  /** PATH MODE: a file that only root can replace. */
  need_file: String.raw`need_file() {
  [ -f "$1" ] || fail "The file $1 is not on this machine. Bring it there before this script runs."
  refuse_link "$1" "$2"
  folder=$1
  while [ "$folder" != / ]; do
    folder=$(dirname "$folder")
    case "$(stat -L -c '%u %A' "$folder")" in
      '0 d'????-??-?) ;;
      *) fail "Others than root can write to the folder $folder, and so replace $1. Let it belong to root, with the permissions 755." ;;
    esac
  done
}`,
  /** PATH MODE: a symbolic link may lead anywhere, so nothing is changed through one. */
  refuse_link: String.raw`refuse_link() {
  [ ! -L "$1" ] || is_protected "$1" "$2" || fail "$1 is a symbolic link, and its target does not belong to root with the permissions $2.\
 Change that by hand, or put the file itself there."
}`,
  /** PATH MODE: whether a file or folder belongs to root and has these permissions. */
  is_protected: String.raw`is_protected() {
  [ "$(stat -L -c '%U:%G %a' "$1")" = "root:root $2" ]
}`,
  /** NAME: a user that logs in, or that is not there yet. */
  need_user: String.raw`need_user() {
  if id=$(id -u "$1" 2>/dev/null); then
    [ "$id" -ge 1000 ] || fail "The user $1 of this machine is one of the system. Give the user of the HostBootstrap another name."
  elif getent group "$1" >/dev/null; then
    fail "This machine has a group $1, and no such user. Give the user of the HostBootstrap another name."
  fi
}`,
  /** REMAPPED: "remapped" or nothing. With user namespaces, the engine has another folder for data, so it would no longer see its own. */
  keep_data: String.raw`keep_data() {
  before=
  ! grep -qs '"userns-remap"' /etc/docker/daemon.json || before=remapped
  [ "$before" != "$1" ] || return 0
  turned=on
  [ -n "$1" ] || turned=off
  set -- /var/lib/docker
  [ "$turned" = on ] || set -- /var/lib/docker/[0-9]*.[0-9]*
  for folder in "$@"; do
    for each in "$folder"/containers/* "$folder"/volumes/*/_data "$folder"/image/*/imagedb/content/sha256/*; do
      [ ! -e "$each" ] || fail "The engine has containers, images or volumes in $folder, and would no longer see them with user namespaces\
 $turned. Save what you need and remove them, or leave HostDefault.USER_NAMESPACES as it is on this machine."
    done
  done
}`,
  /** DEVICE TYPE FOLDER OPTIONS: a disk for a file system. Refuses whatever would hide or overwrite data. */
  need_disk: String.raw`need_disk() {
  [ -b "$1" ] || fail "There is no disk $1 on this machine."
  mounted=$(findmnt -n -o SOURCE --mountpoint "$3" || true)
  if [ -z "$mounted" ] && [ -n "$(ls -A "$3" 2>/dev/null)" ]; then
    fail "The folder $3 has data already, which the disk $1 would hide. Move the data away first."
  fi
  type=$(blkid -p -o value -s TYPE "$1" || true)
  if [ -n "$type" ] && [ "$type" != "$2" ]; then
    fail "The disk $1 has a file system of the type $type, not $2. Its data is left as it is."
  elif [ -z "$type" ] && [ -n "$(blkid -p -o value -s PTTYPE "$1" || true)" ]; then
    fail "The disk $1 has partitions. Name one of them, or an empty disk."
  fi
  uuid=$(blkid -p -o value -s UUID "$1" || true)
  if [ -n "$mounted" ] && { [ -z "$type" ] || [ "$(blkid -p -o value -s UUID "$mounted" || true)" != "$uuid" ]; }; then
    fail "$3 is on $mounted already, and not on the disk $1. Unmount it, and remove its line from /etc/fstab."
  fi
  if awk -v folder="$3" -v line="$(mount_line "$@")" '$2 == folder && $0 != line { found = 1 } END { exit !found }' /etc/fstab 2>/dev/null
  then
    fail "/etc/fstab has another line for $3. Remove it first."
  fi
}`,
  /** DEVICE TYPE FOLDER OPTIONS: prints a line of fstab. Without a disk, the machine must start nevertheless, or ssh would not answer. */
  mount_line: String.raw`mount_line() {
  printf 'UUID=%s %s %s %s,nofail 0 2\n' "$(blkid -p -o value -s UUID "$1" || true)" "$3" "$2" "$4"
}`,
};
