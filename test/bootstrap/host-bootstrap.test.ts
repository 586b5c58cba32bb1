import { TerraformOutput, Testing } from 'cdktf';
import { parse } from 'yaml';
import { EVERYTHING, fileIn, KEY, SAMPLES, userDataOf } from './samples';
import {
  CisStatus, DataDisk, EnginePackage, HostBootstrap, HostBootstrapProps, HostDefault, HostDeviation, HostLogging, HostRuntime, LinuxFamily,
  Size,
} from '../../src';
import { functionsFor } from '../../src/bootstrap/render/prelude';
import { refusal, testStack } from '../assertions';

const script = (props: HostBootstrapProps = {}) => new HostBootstrap(props).toShellScript();

/** Returns the calls of the script, without its functions and without the inputs of the calls. */
function calls(props: HostBootstrapProps = {}): string[] {
  const text = script(props).replace(/ <<'(END_*)'\n[\s\S]*?\n\1(?=\n)/g, '');
  return text.slice(text.indexOf('# What the machine has to be')).split('\n')
    .filter((line) => /^[a-z_]+( |$)/.test(line) && !/^(if|else|fi)\b/.test(line));
}

const fileOf = (props: HostBootstrapProps, path: string) => fileIn(script(props), path);

describe('daemon.json', () => {
  test('is hardened by default', () => {
    expect(new HostBootstrap().daemonJson()).toEqual({
      'icc': false,
      'iptables': true,
      'log-level': 'info',
      'storage-driver': 'overlay2',
      'default-ulimits': {
        nofile: { Name: 'nofile', Soft: 65_536, Hard: 65_536 }, nproc: { Name: 'nproc', Soft: 16_384, Hard: 16_384 },
      },
      'userns-remap': 'default',
      'no-new-privileges': true,
      'userland-proxy': false,
      'experimental': false,
      'log-driver': 'json-file',
      'log-opts': { 'max-size': '10240k', 'max-file': '3' },
      'live-restore': true,
    });
  });

  test('has everything that is asked for', () => {
    expect(new HostBootstrap({ ...EVERYTHING, engine: EnginePackage.dockerCe() }).daemonJson()).toEqual({
      'icc': false,
      'iptables': true,
      'log-level': 'info',
      'storage-driver': 'overlay2',
      'default-ulimits': expect.anything(),
      'no-new-privileges': true,
      'userland-proxy': false,
      'experimental': false,
      'log-driver': 'syslog',
      'log-opts': { 'syslog-address': 'tcp+tls://logs.example.com:6514', 'tag': '{{.Name}} it\'s "quoted" `$HOME`' },
      'runtimes': { runsc: { path: '/opt/fork', runtimeArgs: ['/opt/gvisor/runsc', '--platform=kvm'] } },
      'live-restore': false,
      'default-cgroupns-mode': 'private',
      'default-address-pools': [{ base: '10.90.0.0/16', size: 24 }, { base: 'fd01::/48', size: 64 }],
      'registry-mirrors': ['https://mirror.example.com:5000', 'http://localhost:5000'],
      'exec-opts': ['native.cgroupdriver=systemd'],
      'hosts': ['unix:///run/docker.sock', 'tcp://[::]:12376'],
      'tlsverify': true,
      'tlscacert': '/etc/ssl/engine/ca.pem',
      'tlscert': '/etc/ssl/engine/cert.pem',
      'tlskey': '/etc/ssl/engine/key.pem',
    });
  });

  test('is what the script writes', () => {
    expect(JSON.parse(fileOf(EVERYTHING, '/etc/docker/daemon.json')!)).toEqual(new HostBootstrap(EVERYTHING).daemonJson());
  });

  test.each([
    [HostDefault.USER_NAMESPACES, 'userns-remap', undefined],
    [HostDefault.LIVE_RESTORE, 'live-restore', false],
    [HostDefault.NO_TRAFFIC_BETWEEN_CONTAINERS, 'icc', true],
    [HostDefault.NO_NEW_PRIVILEGES, 'no-new-privileges', false],
    [HostDefault.NO_USERLAND_PROXY, 'userland-proxy', true],
  ])('a deviation turns %s off, which the benchmark and a comment say', (each, name, value) => {
    const bootstrap = new HostBootstrap({ deviations: [HostDeviation.of(each, 'An old program needs it.')] });
    expect(bootstrap.daemonJson()[name]).toBe(value);
    expect(bootstrap.deviations.filter(({ reason }) => reason === 'An old program needs it.').map(({ id }) => id)).toEqual(each.cisChecks);
    for (const text of [bootstrap.toShellScript(), userDataOf(bootstrap)]) {
      expect(text).toContain(`# Off: HostDefault.${each.name}: An old program needs it.\n`);
      expect(text).toContain(`# CIS Docker Benchmark ${each.cisChecks[0]} does not pass (`);
    }
  });

  test('log files have the limits that are given', () => {
    const logging = HostLogging.files({ maxSize: Size.kibibytes(5), maxFiles: 1 });
    expect(new HostBootstrap({ logging }).daemonJson()['log-opts']).toEqual({ 'max-size': '5k', 'max-file': '1' });
  });
});

/** All functions that a script can have. */
const FUNCTIONS = Object.fromEntries((['apt', 'dnf', 'tdnf'] as const).flatMap((installer) => [...functionsFor(installer)]));

test.each(Object.entries(FUNCTIONS))('the function %s is defined by its own name only, by which it is found', (name, source) => {
  expect([...source.matchAll(/^(\w+)\(\) \{$/gm)].map(([, each]) => each)).toEqual([name]);
});

describe('the script', () => {
  test('of the defaults installs what a host needs, and the configuration before the engine', () => {
    expect(calls().filter((line) => !line.startsWith('set_kernel'))).toEqual([
      'on_family Debian debian',
      'no_other_firewall',
      'keep_data remapped',
      'finish_packages',
      ...['ca-certificates', 'iproute2', 'iptables', 'kmod', 'procps', 'nftables', 'auditd'].map((name) => `install_package ${name} ''`),
      'make_folder /etc/berth 755',
      'put_file /etc/berth/firewall.nft 644 berth-firewall',
      'put_file /etc/systemd/system/berth-firewall.service 644 units',
      'reload_units',
      'load_firewall /etc/berth/firewall.nft',
      'put_file /etc/modules-load.d/berth.conf 644',
      'load_module overlay',
      'load_module br_netfilter',
      'put_file /etc/sysctl.d/90-berth.conf 644',
      'make_folder /etc/docker 755',
      'put_file /etc/docker/daemon.json 644 docker',
      'make_folder /etc/systemd/system/docker.service.d 755',
      'put_file /etc/systemd/system/docker.service.d/berth.conf 644 units',
      'reload_units',
      'add_group docker',
      'install_package docker.io \'\'',
      'hold_package docker.io \'\'',
      'install_command docker docker-cli \'\'',
      'protect /usr/lib/systemd/system/docker.service 644',
      'protect /usr/lib/systemd/system/docker.socket 644',
      'protect /etc/default/docker 644',
      'make_folder /etc/containerd 755',
      'put_file /etc/tmpfiles.d/berth.conf 644',
      'put_file /etc/audit/rules.d/50-docker.rules 640 audit',
      'load_audit_rules',
      'reload_units',
      'run_service docker',
      'await_engine',
    ]);
  });

  test.each<[string, HostBootstrapProps, string[]]>([
    ['a version', { engine: EnginePackage.distribution('20.10.24') }, [
      'need_version docker.io 20.10.24', 'install_package docker.io 20.10.24', 'hold_package docker.io 20.10.24',
      'install_command docker docker-cli 20.10.24',
    ]],
    ['Docker\'s package', { engine: EnginePackage.dockerCe('28.5.1') }, [
      'trust_key https://download.docker.com/linux/debian/gpg 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 /etc/apt/keyrings/docker.asc',
      'add_repository https://download.docker.com/linux/debian /etc/apt/keyrings/docker.asc',
      'install_package containerd.io \'\'', 'install_package docker-ce 28.5.1', 'install_package docker-ce-cli 28.5.1',
      'hold_package docker-ce 28.5.1', 'hold_package docker-ce-cli 28.5.1',
    ]],
    ['Red Hat', { family: LinuxFamily.RED_HAT, engine: EnginePackage.dockerCe('28.5.1') }, [
      'on_family \'Red Hat Enterprise Linux\' rhel almalinux centos rocky', 'install_package docker-ce 28.5.1',
      'put_file /etc/yum.repos.d/docker.repo 644', 'protect /etc/sysconfig/docker 644', 'install_package audit \'\'',
      'install_package container-selinux \'\'',
    ]],
    ['Photon OS', { family: LinuxFamily.PHOTON }, [
      ...['docker', 'docker-cli'].flatMap((name) => [`install_package ${name} ''`, `hold_package ${name} ''`]),
    ]],
    ['gVisor', { runtimes: [HostRuntime.gvisor()] }, ['install_package runsc \'\'']],
    ['a wrapper of gVisor', { runtimes: [HostRuntime.gvisor({ wrapper: '/opt/fork' })] }, [
      'install_package runsc \'\'', 'need_program /opt/fork',
    ]],
    ['forks', { runtimes: [HostRuntime.gvisor({ forks: true, download: { url: 'https://example.com/runsc', sha256: 'a'.repeat(64) } })] }, [
      'install_package curl \'\'', `get_program https://example.com/runsc ${'a'.repeat(64)} /usr/local/bin/runsc`,
      'make_folder /var/lib/berth/forks 700', 'put_file /usr/local/sbin/berth-fork 755',
    ]],
    ['Kata Containers', { runtimes: [HostRuntime.kata()] }, [
      'need_program /opt/kata/bin/containerd-shim-kata-v2',
      'need_place /usr/local/bin/containerd-shim-kata-v2',
      'link_to /usr/local/bin/containerd-shim-kata-v2 /opt/kata/bin/containerd-shim-kata-v2',
      'need_engine 23 \'Kata Containers\'', 'need_kvm',
    ]],
    ['a disk', { dataDisk: DataDisk.of('/dev/vdb') }, [
      'need_disk /dev/vdb ext4 /var/lib/docker defaults', 'install_package e2fsprogs \'\'',
      'mount_disk /dev/vdb ext4 /var/lib/docker defaults',
    ]],
    ['certificates of the machine', EVERYTHING, [
      'need_file /etc/ssl/engine/key.pem 400', 'protect /etc/ssl/engine/key.pem 400',
      'watch_files docker /etc/ssl/engine/ca.pem /etc/ssl/engine/cert.pem /etc/ssl/engine/key.pem',
    ]],
    ['users', EVERYTHING, [
      'install_package sudo \'\'', 'need_user deploy', 'add_user deploy', 'join_group deploy docker', 'put_file /etc/sudoers.d/deploy 440',
      'add_group vch-blue', 'join_group blue vch-blue',
    ]],
    ['modules and settings', EVERYTHING, [
      'load_module dm_crypt', 'set_kernel vm.max_map_count 262144', 'set_kernel net.ipv4.ip_local_port_range \'1024 65000\'',
    ]],
    ['slices and dedicated engines', EVERYTHING, [
      'need_systemd slices', 'need_systemd \'dedicated engines\'', 'run_service docker-vch@blue', 'run_service docker-vch@red',
    ]],
  ])('has what it needs for %s', (_, props, expected) => {
    expect(calls(props)).toEqual(expect.arrayContaining(expected));
  });

  test.each<[HostDefault, RegExp]>([
    [HostDefault.FIREWALL, /nftables|firewall/], [HostDefault.AUDIT, /audit/], [HostDefault.KERNEL_HARDENING, /dmesg|redirects/],
  ])('has nothing of %s if a deviation turns it off', (each, pattern) => {
    expect(calls().some((line) => pattern.test(line))).toBe(true);
    expect(calls({ deviations: [HostDeviation.of(each, 'Not here.')] }).filter((line) => pattern.test(line))).toEqual([]);
  });

  test.each(SAMPLES)('of %s defines what it calls, calls what it defines, and has no template of Terraform', (_, bootstrap) => {
    const text = bootstrap.toShellScript();
    const defined = [...text.matchAll(/^([a-z_]+)\(\) \{$/gm)].map(([, name]) => name!);
    expect(defined.filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length < 3)).toEqual([]);
    const missing = Object.keys(FUNCTIONS).filter((name) => !defined.includes(name));
    expect(missing.filter((name) => new RegExp(`(^|[ !(])${name} `, 'm').test(text.replace(/#.*|'[^'\n]*'/g, '')))).toEqual([]);
    expect(userDataOf(bootstrap)).not.toMatch(/[$%]\{/);
  });
});

describe('files', () => {
  test('the repository of dnf keeps updates from a version that is given', () => {
    const repository = (version?: string) => fileOf({ family: LinuxFamily.RED_HAT, engine: EnginePackage.dockerCe(version) },
      '/etc/yum.repos.d/docker.repo');
    expect(repository('28.5.1')).toContain('\nexcludepkgs=docker-ce docker-ce-cli\n');
    expect(repository()).not.toContain('exclude');
    expect(script({ family: LinuxFamily.RED_HAT, engine: EnginePackage.dockerCe() })).toContain(
      '\n  dnf --setopt=disable_excludes=docker install -y "$wanted"');
  });

  test('SELinux confines containers on Red Hat, unless a deviation says why not', () => {
    const engine = EnginePackage.dockerCe();
    const enabled = (props: HostBootstrapProps) => new HostBootstrap(props).daemonJson()['selinux-enabled'];
    expect(enabled({ family: LinuxFamily.RED_HAT, engine })).toBe(true);
    const deviations = [HostDeviation.of(HostDefault.SELINUX, 'Old mounts.')];
    expect(enabled({ family: LinuxFamily.RED_HAT, engine, deviations })).toBe(false);
    expect(enabled({})).toBeUndefined();
    expect(calls({ ...EVERYTHING, family: LinuxFamily.RED_HAT, engine })).toEqual(expect.arrayContaining([
      'label_folder /var/lib/docker', 'label_like /var/lib/docker-vch /var/lib/docker',
    ]));
  });

  test('the kernel records who changes the data of dedicated engines', () => {
    const rules = (props: HostBootstrapProps) => fileOf(props, '/etc/audit/rules.d/50-docker.rules');
    expect(rules(EVERYTHING)).toContain('-w /var/lib/docker-vch -p wa -k docker\n');
    expect(rules({})).not.toContain('docker-vch');
  });

  test('the firewall opens ssh to all, and nothing else', () => {
    const rules = fileOf({}, '/etc/berth/firewall.nft')!;
    expect(rules.match(/.*dport \d+ accept/g)).toEqual([
      '    udp sport 67 udp dport 68 accept', '    udp sport 547 udp dport 546 accept', '    tcp dport 22 accept',
    ]);
  });

  test('the firewall opens what is asked for to who is named', () => {
    const rules = fileOf(EVERYTHING, '/etc/berth/firewall.nft')!.match(/ (?=\S).*((tcp|udp) dport \d+|l4proto esp) accept/g)!;
    expect(rules.slice(2).map((rule) => rule.trim())).toEqual([
      'ip saddr { 192.0.2.0/24 } tcp dport 2222 accept',
      'ip saddr { 10.1.0.0/16, 10.9.9.9 } tcp dport 12376 accept',
      'ip6 saddr { fd00::/64 } tcp dport 12376 accept',
      'tcp dport 9100 accept',
      ...['tcp dport 2377', 'tcp dport 7946', 'udp dport 7946', 'udp dport 4789', 'meta l4proto esp']
        .map((rule) => `ip saddr { 10.2.0.0/16 } ${rule} accept`),
    ]);
  });

  test('a slice has the limits of its pool', () => {
    expect(fileOf(EVERYTHING, '/etc/systemd/system/pool.slice')).toBe('[Unit]\nDescription=Resource pool pool\n\n[Slice]\n'
      + 'MemoryMax=2147483648\nMemorySwapMax=0\nCPUQuota=150%\nTasksMax=500\n');
    expect(fileOf(EVERYTHING, '/etc/systemd/system/free.slice')).toBe('[Unit]\nDescription=Resource pool free\n\n[Slice]\n');
  });

  test('a dedicated engine keeps memory for itself, and has its own of everything', () => {
    expect(fileOf(EVERYTHING, '/etc/systemd/system/vch-blue.slice')).toContain(`MemoryMax=${2 ** 30}\n`);
    expect(fileOf(EVERYTHING, '/etc/systemd/system/vch-blue-containers.slice')).toContain(`MemoryMax=${2 ** 30 - 2 ** 27}\n`);
    expect(fileOf(EVERYTHING, '/etc/docker/vch/red.network')).toBe('10.63.0.5 10.63.0.6 30\n');
    expect(JSON.parse(fileOf(EVERYTHING, '/etc/docker/vch/red.json')!)).toMatchObject({
      'cgroup-parent': 'vch-red-containers.slice',
      'data-root': '/var/lib/docker-vch/red',
      'exec-root': '/run/docker-vch/red/exec',
      'hosts': ['unix:///run/docker-vch/red/docker.sock'],
      'group': 'vch-red',
      'live-restore': false,
    });
  });

  test('with TLS, the unit of the engine names no socket, which the engine would refuse beside those of daemon.json', () => {
    const path = '/etc/systemd/system/docker.service.d/berth.conf';
    expect(fileOf(EVERYTHING, path)).toContain('\nExecStart=\nExecStart=/usr/sbin/dockerd --containerd=');
    expect(fileOf({}, path)).not.toContain('ExecStart');
  });

  test('keys of users are as they were given', () => {
    expect(script(EVERYTHING)).toContain(`set_keys deploy <<'END'\n${KEY}\n${EVERYTHING.users![0]!.authorizedKeys[1]}\nEND\n`);
  });
});

describe('the size of the user data', () => {
  const users = [{ name: 'deploy', authorizedKeys: [KEY], usesEngine: true }];

  test('is within the limit of the smallest cloud by default', () => {
    expect(Buffer.byteLength(new HostBootstrap().toCloudInit())).toBeLessThanOrEqual(16_384);
  });

  test('is an error above what the cloud takes, which says what else there is', () => {
    const bootstrap = new HostBootstrap({ users, dataDisk: DataDisk.of('/dev/vdb') });
    const size = Buffer.byteLength(userDataOf(bootstrap));
    expect(size).toBeGreaterThan(16_384);
    const rest = 'Amazon EC2 takes 16384. Let Terraform compress it with toCompressedCloudInit(), or run toShellScript() on the machine, '
      + 'as SshHost does. If your cloud takes more, say so: toCloudInit({ maxSize: Size.kibibytes(64) }).';
    expect(refusal(() => bootstrap.toCloudInit())).toBe(`The user data has ${size} bytes, and may have 16384. ${rest}`);
    expect(refusal(() => bootstrap.toCloudInit({ maxSize: Size.bytes(size - 1) }))).toContain(`may have ${size - 1}.`);
    expect(bootstrap.toCloudInit({ maxSize: Size.bytes(size) })).toBe(userDataOf(bootstrap));
  });

  test('matters less if Terraform compresses it', () => {
    const stack = testStack();
    const bootstrap = new HostBootstrap({ users });
    new TerraformOutput(stack, 'user_data', { value: bootstrap.toCompressedCloudInit(stack, 'text'), staticId: true });
    const { locals, output } = JSON.parse(Testing.synth(stack));
    expect(output.user_data.value).toBe('${base64gzip(local.text)}');
    expect(locals.text).toBe(userDataOf(bootstrap));
  });
});

test.each(SAMPLES)('the user data of %s is the script, which only root may read', (_, bootstrap) => {
  const text = userDataOf(bootstrap);
  expect(text).toMatch(/^#cloud-config\n/);
  expect(parse(text)).toEqual({
    write_files: [{
      path: '/var/lib/berth/host-bootstrap.sh', owner: 'root:root', permissions: '0700', content: bootstrap.toShellScript(),
    }],
    runcmd: [['/var/lib/berth/host-bootstrap.sh']],
  });
});

describe('the CIS Docker Benchmark', () => {
  const byStatus = (bootstrap: HostBootstrap, status: CisStatus) => bootstrap.cisChecks.filter((each) => each.status === status)
    .map(({ id }) => id);

  test('has all checks of sections 1 to 3, in order', () => {
    const range = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}.${index + 1}`);
    expect(new HostBootstrap().cisChecks.map(({ id }) => id)).toEqual([
      ...range('1.1', 18), ...range('1.2', 2), ...range('2', 18), ...range('3', 24),
    ]);
  });

  test('passes by default, except for what only the author can decide', () => {
    const bootstrap = new HostBootstrap();
    expect(byStatus(bootstrap, CisStatus.OFF)).toEqual(['1.1.1', '2.1', '2.12', '2.13']);
    expect(byStatus(bootstrap, CisStatus.MANUAL)).toEqual(['1.2.1', '1.2.2']);
    expect(byStatus(bootstrap, CisStatus.NOT_APPLICABLE)).toEqual([
      '1.1.13', '2.7', '3.7', '3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.21', '3.22',
    ]);
  });

  test('passes what the author decides', () => {
    const bootstrap = new HostBootstrap({ ...EVERYTHING, swarm: false, deviations: [], dedicatedEngines: [], users: [] });
    expect(byStatus(bootstrap, CisStatus.OFF)).toEqual(['2.1', '2.12']);
    expect(byStatus(bootstrap, CisStatus.NOT_APPLICABLE)).toEqual(['1.1.13', '3.7', '3.8', '3.21', '3.22']);
  });

  test('knows that a swarm node has no live restore', () => {
    expect(new HostBootstrap({ swarm: true }).deviations).toContainEqual(expect.objectContaining({
      id: '2.15', reason: 'a swarm node can\'t have it',
    }));
  });

  test('knows what dedicated engines do not have', () => {
    const { deviations } = new HostBootstrap({ ...EVERYTHING, swarm: false, deviations: [] });
    expect(Object.fromEntries(deviations.map(({ id, reason }) => [id, reason]))).toMatchObject({
      '1.1.1': 'the dedicated engines (blue, red) have their data in /var/lib/docker-vch, which is not on the disk',
      '2.10': 'the dedicated engines (blue, red) have a control group of their own, whose limits they share',
      '2.15': 'the dedicated engines (blue, red) can\'t have it: their containers would stay in the mount namespace of the engine that '
        + 'ended',
    });
  });

  test('knows which files a family has', () => {
    expect(byStatus(new HostBootstrap({ family: LinuxFamily.PHOTON }), CisStatus.NOT_APPLICABLE)).toEqual(
      expect.arrayContaining(['1.1.10', '3.19', '3.20']));
  });

  test('gives a reason for all that does not pass, and for nothing else', () => {
    for (const [, bootstrap] of SAMPLES) {
      for (const { status, reason } of bootstrap.cisChecks) expect(reason === undefined).toBe(status === CisStatus.PASSES);
    }
  });
});
