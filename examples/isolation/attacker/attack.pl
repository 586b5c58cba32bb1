#!/usr/bin/perl
# The attempts of an attacker who has taken over a container. `attack.pl NAME [ARGUMENT…]` makes one real attempt and prints the
# result. The exit code is 0 if the attempt succeeded and 10 if it failed. A successful attempt does no harm: it discards what
# it reads and restores what it changes.
use strict;
use warnings;
use Errno;
use Fcntl;
use IO::Socket::INET;
use POSIX ();
use Socket;

my $SUCCEEDED = 0;
my $FAILED    = 10;

# System calls for which Perl has no function. Their numbers depend on the architecture.
my %CALLS = (
  x86_64 => {
    bpf => 321, capset => 126, init_module => 175, io_uring_setup => 425, keyctl => 250, mknodat => 259, mount => 165,
    open_by_handle_at => 304, perf_event_open => 298, ptrace => 101, settimeofday => 164, umount2 => 166, unshare => 272,
    userfaultfd => 323,
  },
  aarch64 => {
    bpf => 280, capset => 91, init_module => 105, io_uring_setup => 425, keyctl => 219, mknodat => 33, mount => 40,
    open_by_handle_at => 265, perf_event_open => 241, ptrace => 117, settimeofday => 170, umount2 => 39, unshare => 97, userfaultfd => 282,
  },
);
my $calls = $CALLS{ (POSIX::uname())[4] };

my ($AT_FDCWD, $S_IFCHR, $S_IFBLK) = (-100, 0020000, 0060000);
my ($CLONE_NEWUSER, $MS_REMOUNT, $MS_BIND, $PTRACE_ATTACH, $PTRACE_DETACH) = (0x10000000, 32, 4096, 16, 17);
my $NOBODY = 65534;

# Each returns a description of its success, or dies with the reason of its failure.
my %ATTEMPTS = (
  'other-root' => sub {
    # The root of a process outside this container is that of the host or of a neighbour.
    my @own = stat '/';
    my $problem = 'sees only the container\'s own';
    for my $root (glob '/proc/[0-9]*/root') {
      my @other = stat "$root/.";
      if (!@other) { $problem = "$!"; next; }
      next if "@own[0, 1]" eq "@other[0, 1]";
      opendir(my $folder, "$root/etc") or next;
      return scalar(grep { !/^\.+$/ } readdir $folder) . ' files in its /etc';
    }
    fail($problem);
  },
  'host-root' => sub {
    # Every container has a file on the host's disk: /etc/hosts. The root of an ext4 file system is inode 2.
    open(my $file, '<', '/etc/hosts') or fail();
    my $handle = pack('LlLL', 8, 1, 2, 0);
    kernel('open_by_handle_at', fileno($file), $handle, O_RDONLY | O_DIRECTORY);
    return 'opened the disk\'s root';
  },
  'mount-disk' => sub {
    my $device = disk_node();
    mkdir '/dev/disk-of-the-host';
    my $mounted = grep { eval { kernel('mount', $device, '/dev/disk-of-the-host', $_, 0, 0); 1 } } qw(ext4 xfs btrfs);
    my $problem = $@;
    my @names   = glob '/dev/disk-of-the-host/*';
    kernel('umount2', '/dev/disk-of-the-host', 0) if $mounted;
    rmdir '/dev/disk-of-the-host';
    unlink $device;
    die $problem unless $mounted;
    return scalar(@names) . ' entries';
  },
  'read-disk' => sub {
    my $device = disk_node();
    my $opened = sysopen(my $disk, $device, O_RDONLY);
    my $read   = $opened ? sysread($disk, my $bytes, 4096) : undef;
    my $problem = $!;
    unlink $device;
    $! = $problem;
    defined $read or fail();
    return "$read bytes";
  },
  'device-node' => sub {
    kernel('mknodat', $AT_FDCWD, '/dev/another-null', $S_IFCHR | 0600, device(1, 3));
    unlink '/dev/another-null';
    return 'created one';
  },
  'mount' => sub {
    kernel('mount', 'none', '/mnt', 'tmpfs', 0, 0);
    kernel('umount2', '/mnt', 0);
    return 'mounted a tmpfs';
  },
  'chroot' => sub {
    # Leaves a folder by a chroot below it. This leads to the root of the mount namespace, which is the container's.
    my @before = stat '/';
    my ($folder) = grep { mkdir $_ } map { "$_/inner-$$" } '/tmp', '/dev/shm', '/' or fail();
    chdir '/';
    my $entered = chroot $folder;
    my $problem = $!;
    if ($entered) { chdir '..' for 1 .. 64; chroot '.'; }
    my @after = stat '/';
    rmdir $folder;
    $! = $problem;
    $entered or fail();
    fail('it is the container\'s own root') if "@before[0, 1]" eq "@after[0, 1]";
    return 'another root';
  },
  'processes' => sub {
    # The first process is the container's command, unless it is the host's.
    open(my $file, '<', '/proc/1/cmdline') or fail();
    my $command = join ' ', split /\0/, <$file> // '';
    fail('they are the container\'s own') if $command =~ /^sleep /;
    return scalar(my @all = glob '/proc/[0-9]*') . ' of them';
  },
  'ptrace' => sub {
    my ($program) = @_;
    for my $folder (glob '/proc/[0-9]*') {
      open(my $file, '<', "$folder/comm") or next;
      next unless (<$file> // '') eq "$program\n";
      my ($pid) = $folder =~ /(\d+)$/;
      kernel('ptrace', $PTRACE_ATTACH, 0 + $pid, 0, 0);
      waitpid $pid, 0;
      kernel('ptrace', $PTRACE_DETACH, 0 + $pid, 0, 0);
      return "stopped a $program and resumed it";
    }
    fail("sees no $program");
  },
  'write-root' => sub {
    open(my $file, '>', '/usr/local/bin/planted') or fail();
    unlink '/usr/local/bin/planted';
    return 'planted a program';
  },
  'set-user-id' => sub {
    # Starts a program with the set-user-id bit that belongs to root as another user, and checks its user. Its stderr is a full pipe,
    # so it blocks there and can be inspected.
    pipe(my $reader, my $writer) or fail();
    fcntl($writer, F_SETFL, O_NONBLOCK);
    1 while syswrite($writer, 'x' x 4096);
    fcntl($writer, F_SETFL, 0);
    my $pid = fork // fail();
    if ($pid == 0) {
      POSIX::setgid($NOBODY), POSIX::setuid($NOBODY) if $> == 0;
      open(STDOUT, '>&', $writer);
      open(STDERR, '>&', $writer);
      exec '/usr/bin/passwd', '--no-such-option' or POSIX::_exit(1);
    }
    my $user;
    for (1 .. 50) {
      select undef, undef, undef, 0.1;
      my $status = content("/proc/$pid/status");
      next unless $status =~ /^Name:\s+passwd$/m;
      ($user) = $status =~ /^Uid:\s+\d+\s+(\d+)/m;
      last;
    }
    kill KILL => $pid;
    waitpid $pid, 0;
    die "broken: the program did not block\n" unless defined $user;
    fail("it runs as user $user") if $user != 0;
    return 'it runs as root';
  },
  # CAP_SYS_ADMIN, effective and permitted.
  'capability' => sub { kernel('capset', pack('Ll', 0x20080522, 0), pack('L6', 1 << 21, 1 << 21, 0, 0, 0, 0)); 'has CAP_SYS_ADMIN' },
  'user-namespace' => sub { kernel('unshare', $CLONE_NEWUSER); 'is root in a namespace of its own' },
  'module' => sub {
    # The kernel rejects an invalid module as invalid only if it would load a valid one.
    eval { kernel('init_module', 'not a module', 12, ''); 1 } or do {
      die $@ unless $!{ENOEXEC} || $!{EINVAL};
    };
    return 'the kernel examined it';
  },
  'clock' => sub {
    my $now = time;
    kernel('settimeofday', pack('qq', $now, 0), 0);
    return 'set it';
  },
  'kernel-setting' => sub {
    my $setting = '/proc/sys/kernel/core_pattern';
    my $value   = content($setting);
    my $write   = sub { my $file; open($file, '+<', $setting) && defined syswrite($file, $value) };
    $write->() or make_writable('/proc/sys') && $write->() or fail();
    return 'wrote kernel.core_pattern';
  },
  'control-group' => sub {
    # The first step of the `release_agent` escape.
    my ($folder) = grep { -d } '/sys/fs/cgroup/memory', '/sys/fs/cgroup' or fail('there are none');
    mkdir "$folder/planted" or make_writable($folder) && mkdir "$folder/planted" or fail();
    rmdir "$folder/planted";
    return 'created one';
  },
  'raw-socket' => sub { socket(my $raw, AF_INET, SOCK_RAW, 1) or fail(); 'has one' },
  'keyring' => sub { kernel('keyctl', 0, -3, 0, 0, 0); 'read the keyring\'s id' },
  'userfaultfd' => sub { kernel('userfaultfd', 0); 'has one' },
  # BPF_MAP_CREATE of an array.
  'bpf' => sub { kernel('bpf', 0, pack('L4 x112', 2, 4, 4, 1), 128); 'created a map' },
  # A software event of all processes on processor 0.
  'perf' => sub { kernel('perf_event_open', pack('LLQ x112', 1, 128, 0), -1, 0, -1, 0); 'watches processor 0' },
  'io-uring' => sub { kernel('io_uring_setup', 1, "\0" x 120); 'has one' },
  'engine-socket' => sub {
    my $problem = 'there is none';
    for my $path (@_) {
      next unless -S $path;
      socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or fail();
      if (!connect($socket, pack_sockaddr_un($path))) { $problem = "$!"; next; }
      syswrite($socket, "GET /_ping HTTP/1.0\r\n\r\n");
      sysread($socket, my $answer, 4096);
      return 'the engine answers' if ($answer // '') =~ m{^HTTP/1\.\d 200};
    }
    fail($problem);
  },
  'reach' => sub {
    # Checks the response, since some networks answer for addresses that don't exist.
    my ($expected, @targets) = @_;
    my %problems;
    for my $target (@targets) {
      my $socket = IO::Socket::INET->new(PeerAddr => $target, Timeout => 1);
      if (!$socket) { $problems{ $@ =~ s/^IO::Socket::INET: (connect: )?//r } = 1; next; }
      syswrite($socket, "PING\r\n");
      vec(my $ready = '', fileno($socket), 1) = 1;
      my $answer;
      sysread($socket, $answer, 4096) if select($ready, undef, undef, 1);
      return "$target answers" if index($answer // '', $expected) == 0;
      $problems{'another response, or none'} = 1;
    }
    fail(join ', ', sort keys %problems);
  },
  'fork' => sub {
    my ($most) = @_;
    my @children;
    while (@children < $most) {
      my $pid = fork // last;
      if ($pid == 0) { sleep 60; POSIX::_exit(0); }
      push @children, $pid;
    }
    my $problem = "$!";
    kill KILL => @children;
    waitpid $_, 0 for @children;
    fail("$problem after " . @children) if @children < $most;
    return "$most processes";
  },
  'memory' => sub {
    my ($mebibytes) = @_;
    my @taken = map { 'x' x (1 << 20) . $_ } 1 .. $mebibytes;
    return @taken . ' MiB';
  },
  'open-files' => sub {
    my ($most) = @_;
    my @files;
    while (@files < $most) {
      open(my $file, '<', '/dev/null') or fail("$! after " . @files);
      push @files, $file;
    }
    return "$most files";
  },
);

# Creates a device node for the disk with the engine's files, which /etc/hosts comes from.
sub disk_node {
  my ($major, $minor) = content('/proc/self/mountinfo') =~ m{^\S+ \S+ (\d+):(\d+) \S+ /etc/hosts }m;
  fail('sees no disk') unless $major;
  unlink '/dev/disk-node';
  kernel('mknodat', $AT_FDCWD, '/dev/disk-node', $S_IFBLK | 0600, device($major, $minor));
  return '/dev/disk-node';
}

# Remounts a read-only mount as writable, which requires CAP_SYS_ADMIN.
sub make_writable {
  my ($folder) = @_;
  return $!{EROFS} && kernel('mount', 'none', $folder, '', $MS_REMOUNT | $MS_BIND, 0) == 0;
}

sub device {
  my ($major, $minor) = @_;
  return ($minor & 0xff) | ($major << 8) | (($minor & ~0xff) << 12);
}

sub kernel {
  my ($name, @arguments) = @_;
  my $result = syscall($calls->{$name}, @arguments);
  fail() if $result == -1;
  return $result;
}

sub content {
  my ($path) = @_;
  open(my $file, '<', $path) or fail();
  local $/;
  return <$file> // '';
}

# Without an argument, uses the text of the last error.
sub fail { my ($why) = @_; die 'failed: ' . ($why // "$!") . "\n"; }

my ($name, @arguments) = @ARGV;
my $attempt = $ATTEMPTS{$name} or die "There is no attempt $name\n";
my $gained  = eval { $attempt->(@arguments) };
if (defined $gained) { print "$gained\n"; exit $SUCCEEDED; }
die $@ unless $@ =~ s/^failed: //;
print $@;
exit $FAILED;
