import { Installer, packageFunctions, PackageFunctionName } from './package-functions';
import { PRECONDITIONS } from './precondition-functions';

/*
 * The functions of the script in POSIX sh, each of which brings one thing into the state that its arguments describe, and says so if it had
 * to change something. Those that only judge the machine are in `precondition-functions.ts`.
 *
 * No text has a brace after a dollar or a percent sign, which Terraform would take as the start of a template.
 */

/**
 * What every script begins with. `work` is a folder for this run. `marks` has a mark for each service that has to restart. It stays if a
 * run fails, so that the next one restarts the service, and goes when the machine itself restarts. Without a trap of their own, some shells
 * end by a signal and leave `work`.
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
  /** PATH MODE: a file or folder that may exist belongs to root and has these permissions. */
  protect: String.raw`protect() {
  if [ ! -e "$1" ] || is_protected "$1" "$2"; then
    return 0
  fi
  refuse_link "$1" "$2"
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
  /**
   * PATH MODE [SERVICE] with the content as input: a file. If it changes, the service restarts. The new file is in the same folder, so that
   * no program ever reads a part of it. The mark is there before, so that a run that ends in between is repeated.
   */
  put_file: String.raw`put_file() {
  cat >"$work/content"
  if [ -f "$1" ] && [ ! -L "$1" ] && cmp -s "$work/content" "$1"; then
    protect "$1" "$2"
    return 0
  fi
  install -D -o root -g root -m "$2" "$work/content" "$1.new"
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
  /** SERVICE PATH...: files that others write. If one of them changed since the last run, the service restarts. */
  watch_files: String.raw`watch_files() {
  service=$1
  shift
  sha256sum "$@" >"$work/sums"
  put_file "/var/lib/berth/$service.sha256" 600 "$service" <"$work/sums"
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
  /** DEVICE TYPE FOLDER OPTIONS: a file system on a disk of its own, which "need_disk" accepted. */
  mount_disk: String.raw`mount_disk() {
  if [ -z "$(blkid -p -o value -s TYPE "$1" || true)" ]; then
    mkfs -t "$2" "$1" >/dev/null 2>&1 || fail "mkfs can't make a file system of the type $2 on $1."
    changed "the file system on $1"
  fi
  mkdir -p "$3"
  if ! mountpoint -q "$3"; then
    mount -t "$2" -o "$4" "$1" "$3"
    changed "$3 is on $1"
  fi
  line=$(mount_line "$@")
  if ! grep -qxF "$line" /etc/fstab 2>/dev/null; then
    [ -z "$(tail -c 1 /etc/fstab 2>/dev/null)" ] || echo >>/etc/fstab
    printf '%s\n' "$line" >>/etc/fstab
    changed /etc/fstab
  fi
}`,
  /** FOLDER: the label of SELinux that the policy has for a folder. */
  label_folder: String.raw`label_folder() {
  selinuxenabled 2>/dev/null || return 0
  [ -z "$(restorecon -v "$1")" ] || changed "the SELinux label of $1"
}`,
  /** FOLDER LIKE: SELinux treats a folder as another one. */
  label_like: String.raw`label_like() {
  selinuxenabled 2>/dev/null || return 0
  if ! semanage fcontext -l -C | grep -qx "$1 = $2"; then
    semanage fcontext -a -e "$2" "$1"
    changed "the SELinux labels of $1"
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
  /** NAME: a service, which starts with the machine, runs, and uses what changed, however often it was started before. */
  run_service: String.raw`run_service() {
  if has_systemd; then
    if ! systemctl is-enabled --quiet "$1"; then
      systemctl enable --quiet "$1"
      changed "the service $1 starts with the machine"
    fi
    systemctl reset-failed "$1" 2>/dev/null || true
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
  /**
   * FILE: the firewall. It has a table of its own, so that rules of the engine stay. Its service counts as running, whatever happened to
   * the rules.
   */
  load_firewall: String.raw`load_firewall() {
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
export type FunctionName = keyof typeof PRECONDITIONS | keyof typeof COMMON | PackageFunctionName;

/** Returns the functions of the script for a package manager, in the order in which a script defines them. */
export function functionsFor(installer: Installer): ReadonlyArray<readonly [name: string, source: string]> {
  return Object.entries({ ...PRECONDITIONS, ...COMMON, ...packageFunctions(installer) });
}
