import { parseLikeGo } from './go-json';
import { Allowed, allowedNames, Lattice } from './lattice';
import { wrongAnswers } from './seccomp-answers';
import { isConditional, S390 } from './seccomp-conditions';
import { readSeccomp, SeccompRule } from './seccomp-format';
import { capabilityName } from '../capabilities';

/**
 * The system calls that the default profile of every engine allows without further capabilities, some of them under conditions (moby,
 * profiles/seccomp/default.json). Engines before 25.0 also allow those of io_uring.
 */
export const DEFAULT_CALLS: readonly string[] = [
  '_llseek', '_newselect', 'accept', 'accept4', 'access', 'adjtimex', 'alarm', 'arch_prctl', 'bind', 'brk', 'capget', 'capset', 'chdir',
  'chmod', 'chown', 'chown32', 'clock_adjtime', 'clock_adjtime64', 'clock_getres', 'clock_getres_time64', 'clock_gettime',
  'clock_gettime64', 'clock_nanosleep', 'clock_nanosleep_time64', 'clone', 'close', 'close_range', 'connect', 'copy_file_range', 'creat',
  'dup', 'dup2', 'dup3', 'epoll_create', 'epoll_create1', 'epoll_ctl', 'epoll_ctl_old', 'epoll_pwait', 'epoll_pwait2', 'epoll_wait',
  'epoll_wait_old', 'eventfd', 'eventfd2', 'execve', 'execveat', 'exit', 'exit_group', 'faccessat', 'faccessat2', 'fadvise64',
  'fadvise64_64', 'fallocate', 'fanotify_mark', 'fchdir', 'fchmod', 'fchmodat', 'fchown', 'fchown32', 'fchownat', 'fcntl', 'fcntl64',
  'fdatasync', 'fgetxattr', 'flistxattr', 'flock', 'fork', 'fremovexattr', 'fsetxattr', 'fstat', 'fstat64', 'fstatat64', 'fstatfs',
  'fstatfs64', 'fsync', 'ftruncate', 'ftruncate64', 'futex', 'futex_time64', 'futex_waitv', 'futimesat', 'get_robust_list',
  'get_thread_area', 'getcpu', 'getcwd', 'getdents', 'getdents64', 'getegid', 'getegid32', 'geteuid', 'geteuid32', 'getgid', 'getgid32',
  'getgroups', 'getgroups32', 'getitimer', 'getpeername', 'getpgid', 'getpgrp', 'getpid', 'getppid', 'getpriority', 'getrandom',
  'getresgid', 'getresgid32', 'getresuid', 'getresuid32', 'getrlimit', 'getrusage', 'getsid', 'getsockname', 'getsockopt', 'gettid',
  'gettimeofday', 'getuid', 'getuid32', 'getxattr', 'inotify_add_watch', 'inotify_init', 'inotify_init1', 'inotify_rm_watch',
  'io_cancel', 'io_destroy', 'io_getevents', 'io_pgetevents', 'io_pgetevents_time64', 'io_setup', 'io_submit', 'ioctl', 'ioprio_get',
  'ioprio_set', 'ipc', 'kill', 'landlock_add_rule', 'landlock_create_ruleset', 'landlock_restrict_self', 'lchown', 'lchown32',
  'lgetxattr', 'link', 'linkat', 'listen', 'listxattr', 'llistxattr', 'lremovexattr', 'lseek', 'lsetxattr', 'lstat', 'lstat64',
  'madvise', 'membarrier', 'memfd_create', 'memfd_secret', 'mincore', 'mkdir', 'mkdirat', 'mknod', 'mknodat', 'mlock', 'mlock2',
  'mlockall', 'mmap', 'mmap2', 'modify_ldt', 'mprotect', 'mq_getsetattr', 'mq_notify', 'mq_open', 'mq_timedreceive',
  'mq_timedreceive_time64', 'mq_timedsend', 'mq_timedsend_time64', 'mq_unlink', 'mremap', 'msgctl', 'msgget', 'msgrcv', 'msgsnd',
  'msync', 'munlock', 'munlockall', 'munmap', 'name_to_handle_at', 'nanosleep', 'newfstatat', 'open', 'openat', 'openat2', 'pause',
  'personality', 'pidfd_open', 'pidfd_send_signal', 'pipe', 'pipe2', 'pkey_alloc', 'pkey_free', 'pkey_mprotect', 'poll', 'ppoll',
  'ppoll_time64', 'prctl', 'pread64', 'preadv', 'preadv2', 'prlimit64', 'process_mrelease', 'process_vm_readv', 'process_vm_writev',
  'pselect6', 'pselect6_time64', 'ptrace', 'pwrite64', 'pwritev', 'pwritev2', 'read', 'readahead', 'readlink', 'readlinkat', 'readv',
  'recv', 'recvfrom', 'recvmmsg', 'recvmmsg_time64', 'recvmsg', 'remap_file_pages', 'removexattr', 'rename', 'renameat', 'renameat2',
  'restart_syscall', 'rmdir', 'rseq', 'rt_sigaction', 'rt_sigpending', 'rt_sigprocmask', 'rt_sigqueueinfo', 'rt_sigreturn',
  'rt_sigsuspend', 'rt_sigtimedwait', 'rt_sigtimedwait_time64', 'rt_tgsigqueueinfo', 'sched_get_priority_max', 'sched_get_priority_min',
  'sched_getaffinity', 'sched_getattr', 'sched_getparam', 'sched_getscheduler', 'sched_rr_get_interval', 'sched_rr_get_interval_time64',
  'sched_setaffinity', 'sched_setattr', 'sched_setparam', 'sched_setscheduler', 'sched_yield', 'seccomp', 'select', 'semctl', 'semget',
  'semop', 'semtimedop', 'semtimedop_time64', 'send', 'sendfile', 'sendfile64', 'sendmmsg', 'sendmsg', 'sendto', 'set_robust_list',
  'set_thread_area', 'set_tid_address', 'setfsgid', 'setfsgid32', 'setfsuid', 'setfsuid32', 'setgid', 'setgid32', 'setgroups',
  'setgroups32', 'setitimer', 'setpgid', 'setpriority', 'setregid', 'setregid32', 'setresgid', 'setresgid32', 'setresuid', 'setresuid32',
  'setreuid', 'setreuid32', 'setrlimit', 'setsid', 'setsockopt', 'setuid', 'setuid32', 'setxattr', 'shmat', 'shmctl', 'shmdt', 'shmget',
  'shutdown', 'sigaltstack', 'signalfd', 'signalfd4', 'sigprocmask', 'sigreturn', 'socket', 'socketcall', 'socketpair', 'splice', 'stat',
  'stat64', 'statfs', 'statfs64', 'statx', 'symlink', 'symlinkat', 'sync', 'sync_file_range', 'syncfs', 'sysinfo', 'tee', 'tgkill',
  'time', 'timer_create', 'timer_delete', 'timer_getoverrun', 'timer_gettime', 'timer_gettime64', 'timer_settime', 'timer_settime64',
  'timerfd_create', 'timerfd_gettime', 'timerfd_gettime64', 'timerfd_settime', 'timerfd_settime64', 'times', 'tkill', 'truncate',
  'truncate64', 'ugetrlimit', 'umask', 'uname', 'unlink', 'unlinkat', 'utime', 'utimensat', 'utimensat_time64', 'utimes', 'vfork',
  'vmsplice', 'wait4', 'waitid', 'waitpid', 'write', 'writev',
];

/**
 * The system calls that a profile allows: any, those of the engine's default profile, or these names. A name stands for the call under
 * the conditions of the default profile; `clone(any)` stands for `clone` with any arguments, and comes together with `clone`.
 */
export type Calls = 'any' | 'default' | readonly string[];

/** A lattice of profiles by the calls that they allow. Fewer calls are stricter. */
export const seccompProfiles: Lattice<Calls> = {
  weakest: 'any',
  // Most profiles are the default profile, whose list is long.
  meet: (a, b) => a === b ? a : normal(allowedNames.meet(named(a), named(b))),
  normal,
  show: (calls) => calls === 'any' ? 'unconfined' : calls === 'default' ? 'default' : `${calls.length} calls: ${allowedNames.show(calls)}`,
};

function named(calls: Calls): 'any' | readonly string[] {
  return calls === 'default' ? DEFAULT_CALLS : calls;
}

function normal(calls: Calls): Calls {
  if (calls === 'any' || calls === 'default') return calls;
  const names = allowedNames.normal(calls);
  return names.length === DEFAULT_CALLS.length && DEFAULT_CALLS.every((call) => names.includes(call)) ? 'default' : names;
}

/** The further calls that the engine's default profile allows to a container that holds a capability. */
const DEFAULT_CALLS_BY_CAPABILITY: { readonly [capability: string]: readonly string[] } = {
  BPF: ['bpf'],
  DAC_READ_SEARCH: ['open_by_handle_at'],
  PERFMON: ['perf_event_open'],
  SYSLOG: ['syslog'],
  SYS_ADMIN: [
    'bpf', 'clone', 'clone3', 'fanotify_init', 'fsconfig', 'fsmount', 'fsopen', 'fspick', 'lookup_dcookie', 'mount', 'mount_setattr',
    'move_mount', 'open_tree', 'perf_event_open', 'quotactl', 'quotactl_fd', 'setdomainname', 'sethostname', 'setns', 'syslog', 'umount',
    'umount2', 'unshare',
  ],
  SYS_BOOT: ['reboot'],
  SYS_CHROOT: ['chroot'],
  SYS_MODULE: ['delete_module', 'finit_module', 'init_module'],
  SYS_NICE: ['get_mempolicy', 'mbind', 'set_mempolicy', 'set_mempolicy_home_node'],
  SYS_PACCT: ['acct'],
  SYS_PTRACE: ['kcmp', 'pidfd_getfd', 'process_madvise', 'process_vm_readv', 'process_vm_writev', 'ptrace'],
  SYS_RAWIO: ['ioperm', 'iopl'],
  SYS_TIME: ['clock_settime', 'clock_settime64', 'settimeofday', 'stime'],
  SYS_TTY_CONFIG: ['vhangup'],
};

/** The further calls that the engine's default profile allows on machines of an architecture, as Go names it. */
const DEFAULT_CALLS_BY_ARCHITECTURE: { readonly [architecture: string]: readonly string[] } = {
  ...sameFor(['arm', 'arm64'], [
    'arm_fadvise64_64', 'arm_sync_file_range', 'breakpoint', 'cacheflush', 'set_tls', 'sync_file_range2',
  ]),
  ppc64le: ['swapcontext', 'sync_file_range2'],
  riscv64: ['riscv_flush_icache'],
  ...sameFor(S390, ['s390_pci_mmio_read', 's390_pci_mmio_write', 's390_runtime_instr']),
};

function sameFor(architectures: readonly string[], calls: readonly string[]): { readonly [architecture: string]: readonly string[] } {
  return Object.fromEntries(architectures.map((each) => [each, calls]));
}

/**
 * Returns the calls that a profile in Docker's format allows to a container. A call that it allows only with a capability counts if the
 * container holds the capability, unless the engine's default profile allows it under the same condition. So does one that it allows only
 * on some architectures, whatever the machine is. Rules count as if nothing excluded them. A profile that cannot be read, that ends
 * threads, or that answers with errors that programs do not expect, counts as one that allows any call, so that it never passes for a
 * strict one.
 *
 * @param held the capabilities of the container
 */
export function callsOf(profile: string, held: Allowed): Calls {
  try {
    const document = readSeccomp(parseLikeGo(profile));
    const { defaultaction: defaultAction } = document;
    const syscalls = document.syscalls ?? [];
    if (!isRefusal(defaultAction) || syscalls.some(({ action }) => endsThread(action)) || wrongAnswers(document).length > 0) return 'any';
    const allowed = syscalls.filter(({ action }) => !isRefusal(action)).flatMap((rule) => callsOfRule(rule, held));
    return normal(allowed);
  } catch {
    return 'any';
  }
}

function callsOfRule({ names, name, args, includes }: SeccompRule, held: Allowed): readonly string[] {
  const calls = [...names ?? [], ...(name ? [name] : [])];
  const [needed, architectures] = [(includes?.caps ?? []).map(capabilityName), includes?.arches ?? []];
  if (held !== 'any' && !needed.every((capability) => held.includes(capability))) return [];
  const byCapability = needed.flatMap((capability) => DEFAULT_CALLS_BY_CAPABILITY[capability] ?? []);
  const isByArchitecture = (call: string) => architectures.length > 0
    && architectures.every((each) => DEFAULT_CALLS_BY_ARCHITECTURE[each]?.includes(call));
  return calls.filter((call) => !byCapability.includes(call) && !isByArchitecture(call))
    .flatMap((call) => isConditional(call, args, architectures) ? [call] : [call, withAny(call)]);
}

function withAny(call: string): string {
  return `${call}(any)`;
}

function isRefusal(action: unknown): boolean {
  return typeof action === 'string' && /^SCMP_ACT_(ERRNO|KILL_PROCESS|TRAP)$/.test(action);
}

/**
 * Whether an action ends only the thread. That can be one of the runtime while it makes the container: the engine then waits for it for
 * ever, and answers no request about the container, nor one that removes an image.
 */
function endsThread(action: unknown): boolean {
  return action === 'SCMP_ACT_KILL' || action === 'SCMP_ACT_KILL_THREAD';
}
