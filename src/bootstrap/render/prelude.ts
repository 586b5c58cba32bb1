import { Installer, packageFunctions, PackageFunctionName } from './package-functions';

/*
 * The functions of the script in POSIX sh, each of which brings one thing into the state that its arguments describe, and says so if it had
 * to change something. No text has a brace after a dollar or a percent sign, which Terraform would take as the start of a template.
 */

/**
 * What every script begins with. `work` is a folder for this run. `marks` has a mark for each service that has to restart. It stays if a
 * run fails, so that the next one restarts the service, and goes when the machine itself restarts.
 */
export const PREAMBLE = String.raw`set -eu
umask 022
LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DEBIAN_FRONTEND=noninteractive
export LC_ALL PATH DEBIAN_FRONTEND

changes=0
warnings=0

changed() {
  changes=$((changes + 1))
  printf 'changed: %s\n' "$1"
}

warn() {
  warnings=$((warnings + 1))
  printf 'warning: %s\n' "$1" >&2
}

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

has_systemd() {
  [ -d /run/systemd/system ]
}

[ "$(id -u)" = 0 ] || fail 'This script changes the machine, so it has to run as root.'
work=$(mktemp -d /run/berth-work.XXXXXX)
trap 'rm -rf "$work"' EXIT
# A signal ends some shells without that.
trap 'exit 1' HUP INT TERM
marks=/run/berth-marks
install -d -m 700 "$marks"`;

/** What every script ends with. */
export const REPORT = String.raw`if [ "$changes" = 0 ]; then
  printf 'Nothing changed, %s warnings.\n' "$warnings"
else
  printf '%s changes, %s warnings.\n' "$changes" "$warnings"
fi`;

/** Functions that any distribution has. The order is the one in which a script defines them. */
const COMMON = {
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
  /** PATH MODE: a file or folder that may exist belongs to root and has these permissions. */
  protect: String.raw`protect() {
  [ -e "$1" ] || return 0
  [ "$(stat -L -c '%U:%G %a' "$1")" != "root:root $2" ] || return 0
  chown root:root "$1"
  chmod "$2" "$1"
  changed "the permissions of $1"
}`,
  /** PATH MODE: a folder. */
  make_folder: String.raw`make_folder() {
  if [ ! -d "$1" ]; then
    install -d -o root -g root -m "$2" "$1"
    changed "$1"
  fi
  protect "$1" "$2"
}`,
  /** PATH MODE [SERVICE] with the content as input: a file. If it changes, the service restarts. */
  put_file: String.raw`put_file() {
  cat >"$work/content"
  if [ -f "$1" ] && [ ! -L "$1" ] && cmp -s "$work/content" "$1"; then
    protect "$1" "$2"
    return 0
  fi
  # In the same folder, so that no program ever reads a part of the file.
  install -D -o root -g root -m "$2" "$work/content" "$1.new"
  # Marked before, so that a run that ends in between is repeated.
  [ "$#" -lt 3 ] || : >"$marks/$3"
  mv -f "$1.new" "$1"
  changed "$1"
}`,
  /** PATH MODE [SERVICE] with the content as input, encoded in Base64: a file with a certificate or a key. */
  put_encoded: String.raw`put_encoded() {
  (umask 077 && base64 -d >"$work/decoded")
  put_file "$@" <"$work/decoded"
  rm -f "$work/decoded" "$work/content"
}`,
  /** PATH TARGET: a symbolic link. */
  link_to: String.raw`link_to() {
  [ "$(readlink "$1" 2>/dev/null || true)" != "$2" ] || return 0
  ln -sfn "$2" "$1"
  changed "$1"
}`,
  /** PATH: a program that has to be there. */
  need_program: String.raw`need_program() {
  [ -x "$1" ] || fail "The program $1 is not on this machine. Install it in the machine's image, or before this script runs."
}`,
  /** PATH: a file that has to be there. */
  need_file: String.raw`need_file() {
  [ -f "$1" ] || fail "The file $1 is not on this machine. Bring it there before this script runs."
}`,
  /** NAME: a kernel module. */
  load_module: String.raw`load_module() {
  if [ -d "/sys/module/$1" ] || grep -qw "$1" /proc/filesystems; then
    return 0
  fi
  if modprobe "$1" 2>/dev/null; then
    changed "the kernel module $1"
  else
    warn "The kernel module $1 can't be loaded here."
  fi
}`,
  /** NAME VALUE: a kernel setting. */
  set_kernel: String.raw`set_kernel() {
  current=$(sysctl -n "$1" 2>/dev/null | tr '\t' ' ') || true
  [ "$current" != "$2" ] || return 0
  if sysctl -q -w "$1=$2" >/dev/null 2>&1; then
    changed "the kernel setting $1"
  else
    warn "The kernel setting $1 can't be $2 here."
  fi
}`,
  /** DEVICE TYPE FOLDER OPTIONS: a file system on a disk of its own. Refuses whatever would hide or overwrite data, and first of all. */
  mount_disk: String.raw`mount_disk() {
  [ -b "$1" ] || fail "There is no disk $1 on this machine."
  mounted=$(findmnt -n -o SOURCE --mountpoint "$3" || true)
  if [ -z "$mounted" ] && [ -n "$(ls -A "$3" 2>/dev/null)" ]; then
    fail "The folder $3 has data already, which the disk $1 would hide. Move the data away first."
  fi
  type=$(blkid -p -o value -s TYPE "$1" || true)
  if [ -n "$type" ] && [ "$type" != "$2" ]; then
    fail "The disk $1 has a file system of the type $type, not $2. Its data is left as it is."
  elif [ -z "$type" ]; then
    [ -z "$mounted" ] || fail "$3 is on $mounted already, and not on the disk $1. Unmount it, and remove its line from /etc/fstab."
    [ -z "$(blkid -p -o value -s PTTYPE "$1" || true)" ] || fail "The disk $1 has partitions. Name one of them, or an empty disk."
    mkfs -t "$2" "$1" >/dev/null 2>&1 || fail "mkfs can't make a file system of the type $2 on $1."
    changed "the file system on $1"
  fi
  uuid=$(blkid -p -o value -s UUID "$1")
  if [ -n "$mounted" ] && [ "$(blkid -p -o value -s UUID "$mounted" || true)" != "$uuid" ]; then
    fail "$3 is on $mounted already, and not on the disk $1. Unmount it, and remove its line from /etc/fstab."
  fi
  # A disk that is missing must not keep the machine from starting: ssh would not answer.
  line="UUID=$uuid $3 $2 $4,nofail 0 2"
  if awk -v folder="$3" -v line="$line" '$2 == folder && $0 != line { found = 1 } END { exit !found }' /etc/fstab 2>/dev/null; then
    fail "/etc/fstab has another line for $3. Remove it first."
  fi
  mkdir -p "$3"
  if [ -z "$mounted" ]; then
    mount -t "$2" -o "$4" "$1" "$3"
    changed "$3 is on $1"
  fi
  if ! grep -qxF "$line" /etc/fstab 2>/dev/null; then
    [ -z "$(tail -c 1 /etc/fstab 2>/dev/null)" ] || echo >>/etc/fstab
    printf '%s\n' "$line" >>/etc/fstab
    changed /etc/fstab
  fi
}`,
  /** NAME: a system group. */
  add_group: String.raw`add_group() {
  if ! getent group "$1" >/dev/null; then
    groupadd --system "$1"
    changed "the group $1"
  fi
}`,
  /** NAME: a user. */
  add_user: String.raw`add_user() {
  if ! getent passwd "$1" >/dev/null; then
    useradd --create-home --shell /bin/bash "$1"
    changed "the user $1"
  fi
}`,
  /** USER GROUP: membership in a group. */
  join_group: String.raw`join_group() {
  if ! id -nG "$1" | tr ' ' '\n' | grep -qx "$2"; then
    usermod -a -G "$2" "$1"
    changed "the user $1 in the group $2"
  fi
}`,
  /** USER with the keys as input: the keys for ssh. The user writes them, since root must not follow links in the user's folder. */
  set_keys: String.raw`set_keys() {
  cat >"$work/keys"
  keys=$(getent passwd "$1" | cut -d : -f 6)/.ssh/authorized_keys
  ! runuser -u "$1" -- cmp -s - "$keys" <"$work/keys" || return 0
  runuser -u "$1" -- mkdir -p -m 700 "$(dirname "$keys")"
  runuser -u "$1" -- tee "$keys" <"$work/keys" >/dev/null
  runuser -u "$1" -- chmod 600 "$keys"
  changed "the keys of the user $1"
}`,
  /** Makes systemd read changed units. */
  reload_units: String.raw`reload_units() {
  if [ -e "$marks/units" ] && has_systemd; then
    systemctl daemon-reload
  fi
  rm -f "$marks/units"
}`,
  /** WHAT: something that only systemd does. */
  need_systemd: String.raw`need_systemd() {
  has_systemd || fail "This machine has no systemd, which $1 need."
}`,
  /** NAME: a service, which starts with the machine, runs, and uses what changed. */
  run_service: String.raw`run_service() {
  if has_systemd; then
    if ! systemctl is-enabled --quiet "$1"; then
      systemctl enable --quiet "$1"
      changed "the service $1 starts with the machine"
    fi
    if ! systemctl is-active --quiet "$1"; then
      systemctl start "$1"
      changed "the service $1 runs"
    elif [ -e "$marks/$1" ]; then
      systemctl restart "$1"
      changed "the service $1 restarted"
    fi
  elif [ ! -x "/etc/init.d/$1" ]; then
    fail "This machine has neither systemd nor /etc/init.d/$1, so the service $1 can't start."
  elif ! service "$1" status >/dev/null 2>&1; then
    service "$1" start >/dev/null
    changed "the service $1 runs"
  elif [ -e "$marks/$1" ]; then
    service "$1" restart >/dev/null
    changed "the service $1 restarted"
  fi
  rm -f "$marks/$1"
}`,
  /** FILE: the firewall. It has a table of its own, so that rules of the engine stay. */
  load_firewall: String.raw`load_firewall() {
  # A service that has ended well counts as running, whatever happened to its rules.
  nft list table inet berth >/dev/null 2>&1 || : >"$marks/berth-firewall"
  if has_systemd; then
    run_service berth-firewall
  elif [ -e "$marks/berth-firewall" ]; then
    nft -f "$1"
    rm -f "$marks/berth-firewall"
    changed 'the firewall'
  fi
}`,
  /** Loads the rules of the audit system, if this kernel lets it. */
  load_audit_rules: String.raw`load_audit_rules() {
  if [ -e "$marks/audit" ] || ! grep -qs -- '-k docker' /etc/audit/audit.rules; then
    augenrules --load >/dev/null 2>&1 || true
    rm -f "$marks/audit"
    changed 'the rules of the audit system'
  fi
  auditctl -l 2>/dev/null | grep -q docker ||
    warn 'The rules of the audit system are not in force in this kernel. They load when the machine starts.'
}`,
  /** MAJOR RUNTIME: a runtime that older engines don't have. */
  need_engine: String.raw`need_engine() {
  version=$(dockerd --version | sed -n 's/^Docker version \([0-9]*\).*/\1/p')
  [ "$version" -ge "$1" ] || fail "The engine has the version $version. $2 needs $1 or newer. Choose another EnginePackage."
}`,
  /** Warns if the machine can't run virtual machines. */
  need_kvm: String.raw`need_kvm() {
  [ -c /dev/kvm ] || warn 'The machine has no /dev/kvm, so containers in virtual machines will not start.'
}`,
  /** Waits until the engine answers. */
  await_engine: String.raw`await_engine() {
  command -v docker >/dev/null || return 0
  attempts=0
  until docker version >/dev/null 2>&1; do
    attempts=$((attempts + 1))
    [ "$attempts" -lt 60 ] ||
      fail 'The engine did not answer within a minute. Its log says why: journalctl -u docker, or /var/log/docker.log.'
    sleep 1
  done
}`,
};

/** A function of the script. */
export type FunctionName = keyof typeof COMMON | PackageFunctionName;

/** Returns the functions of the script for a package manager, in the order in which a script defines them. */
export function functionsFor(installer: Installer): ReadonlyArray<readonly [name: string, source: string]> {
  return Object.entries({ ...COMMON, ...packageFunctions(installer) });
}
