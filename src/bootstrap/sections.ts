import { auditRules } from './audit-rules';
import { daemonJson } from './daemon-json';
import { dedicatedEngineFiles } from './dedicated-engine';
import { FIREWALL_UNIT, firewallRules } from './firewall';
import { HostUser } from './host-bootstrap-props';
import { HostDefault } from './host-deviation';
import { DATA_FOLDER, DEDICATED_FOLDER, HostModel } from './host-model';
import { LinuxFamily } from './linux-family';
import { RuntimeParts } from './parts';
import { filesOnMachine, mountOf, preconditions } from './preconditions';
import { file, Section, step, Step, unit } from './render/step';
import { poolSlice } from './slices';

/** Docker's keys, which its documentation publishes. */
const FINGERPRINTS = { apt: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88', rpm: '060A61C51B558A7F742B77AAC52FEB6B621E9F35' };

/**
 * Returns what a host has, in the order in which it has to get it. The engine's files come before its package, so that it is never in
 * force without them: packages start it at once.
 */
export function sections(model: HostModel): Section[] {
  return [
    { title: 'What the machine has to be, before anything on it changes', steps: preconditions(model) },
    { title: 'Packages', steps: packages(model) },
    { title: 'The disk for the engine\'s data', steps: disk(model) },
    { title: 'The firewall', steps: firewall(model) },
    { title: 'The kernel', steps: kernel(model) },
    { title: 'Runtimes', steps: model.runtimes.flatMap(runtimeFiles) },
    { title: 'The engine\'s configuration', steps: engineFiles(model) },
    { title: 'The engine', steps: engine(model) },
    { title: 'Dedicated engines', steps: dedicatedEngineFiles(model) },
    { title: 'Users', steps: model.users.flatMap(userSteps) },
    { title: 'Auditing', steps: auditing(model) },
    { title: 'Services', steps: services(model) },
  ];
}

function userSteps({ name, authorizedKeys, usesEngine = false, dedicatedEngines = [], sudo = false }: HostUser): Step[] {
  return [
    step('add_user', name),
    { call: 'set_keys', args: [name], input: authorizedKeys.map((key) => `${key}\n`).join('') },
    ...(usesEngine ? [step('join_group', name, 'docker')] : []),
    ...dedicatedEngines.map((each) => step('join_group', name, `vch-${each}`)),
    ...(sudo ? [file(`/etc/sudoers.d/${name}`, `${name} ALL=(ALL:ALL) NOPASSWD: ALL\n`, { mode: '440' })] : []),
  ];
}

function packages(model: HostModel): Step[] {
  const { family, dataDisk, off, users, version, packages: { versioned, repository } } = model;
  const fileSystems = { ext4: 'e2fsprogs', xfs: 'xfsprogs' };
  const isApt = family._facts.installer === 'apt';
  const installed = [
    ...family._facts.packages,
    ...(off.has(HostDefault.FIREWALL) && model.dedicatedEngines.length === 0 ? [] : ['nftables']),
    ...(off.has(HostDefault.AUDIT) ? [] : [family._facts.audit]),
    ...(dataDisk === undefined ? [] : [fileSystems[dataDisk.fileSystem]]),
    ...(users.some(({ sudo }) => sudo) ? ['sudo'] : []),
    ...model.runtimes.flatMap((runtime) => runtime.package ?? []),
  ];
  return [
    ...(isApt ? [step('finish_packages')] : []),
    // The first of all changes, since a version that is not there ends the script. Docker's repository is only added later.
    ...(isApt && version !== undefined && repository === undefined ? versioned.map((name) => step('need_version', name, version)) : []),
    ...installed.map((name) => step('install_package', name, '')),
  ];
}

function disk({ dataDisk, family }: HostModel): Step[] {
  if (dataDisk === undefined) return [];
  return [step('mount_disk', ...mountOf(dataDisk)), ...(family._facts.selinux ? [step('label_folder', DATA_FOLDER)] : [])];
}

function firewall(model: HostModel): Step[] {
  if (model.off.has(HostDefault.FIREWALL)) return [];
  const service = 'berth-firewall';
  return [
    step('make_folder', '/etc/berth', '755'),
    file('/etc/berth/firewall.nft', firewallRules(model), { service }),
    unit(`${service}.service`, FIREWALL_UNIT),
    step('reload_units'),
    step('load_firewall', '/etc/berth/firewall.nft'),
  ];
}

function kernel({ kernelModules, sysctls }: HostModel): Step[] {
  const settings = Object.entries(sysctls);
  return [
    file('/etc/modules-load.d/berth.conf', kernelModules.map((name) => `${name}\n`).join('')),
    ...kernelModules.map((name) => step('load_module', name.replaceAll('-', '_'))),
    file('/etc/sysctl.d/90-berth.conf', settings.map(([name, value]) => `${name} = ${value}\n`).join('')),
    ...settings.map(([name, value]) => step('set_kernel', name, value)),
  ];
}

function runtimeFiles({ downloads = [], folders = [], files = {} }: RuntimeParts): Step[] {
  return [
    ...downloads.flatMap(({ url, sha256, path }) => [step('install_package', 'curl', ''), step('get_program', url, sha256, path)]),
    ...folders.map((folder) => step('make_folder', folder, '700')),
    ...Object.entries(files).map(([path, text]) => file(path, text, { mode: '755' })),
  ];
}

function engineFiles(model: HostModel): Step[] {
  const { tls, packages: { program } } = model;
  const service = 'docker';
  return [
    step('make_folder', '/etc/docker', '755'),
    ...(tls === undefined ? [] : certificates(model)),
    file('/etc/docker/daemon.json', `${JSON.stringify(daemonJson(model), null, 2)}\n`, { service }),
    step('make_folder', '/etc/systemd/system/docker.service.d', '755'),
    unit('docker.service.d/berth.conf', [
      '[Unit]', `RequiresMountsFor=${DATA_FOLDER}`,
      // The unit of the package names a socket, which the engine refuses beside the hosts of daemon.json.
      ...(tls === undefined ? [] : ['[Service]', 'ExecStart=', `ExecStart=${program} --containerd=/run/containerd/containerd.sock`]),
      '',
    ].join('\n')),
    ...model.slices.map((slice) => unit(`${slice.name}.slice`, poolSlice(slice))),
    step('reload_units'),
    step('add_group', 'docker'),
  ];
}

function certificates({ tls }: HostModel): Step[] {
  const { _folder: folder, _files: files } = tls!.certificates;
  if (files.length > 0) {
    return [
      step('make_folder', folder, '755'),
      ...files.map(({ path, mode, base64 }): Step => ({ call: 'put_encoded', args: [path, mode, 'docker'], input: `${base64}\n` })),
    ];
  }
  const own = filesOnMachine(folder);
  return [
    ...own.map(([path, mode]) => step('protect', path, mode)),
    // The engine reads them when it starts.
    step('watch_files', 'docker', ...own.map(([path]) => path)),
  ];
}

function engine(model: HostModel): Step[] {
  const { packages: { versioned, others, repository, command }, version = '', runtimes, family } = model;
  const minimum = Math.max(...runtimes.map(({ minimumEngine = 0 }) => minimumEngine), 0);
  return [
    ...(repository === undefined ? [] : dockerRepository(model, repository)),
    ...others.map((name) => step('install_package', name, '')),
    ...versioned.flatMap((name) => [
      step('install_package', name, version), ...(holds(family) ? [step('hold_package', name, version)] : []),
    ]),
    ...(command === undefined ? [] : [step('install_command', 'docker', command, version)]),
    ...['/usr/lib/systemd/system/docker.service', '/usr/lib/systemd/system/docker.socket', family._facts.environmentFile]
      .map((path) => step('protect', path, '644')),
    ...runtimes.flatMap(({ links }) => Object.entries(links)).map(([path, target]) => step('link_to', path, target)),
    ...(minimum === 0 ? [] : [step('need_engine', `${minimum}`, 'Kata Containers'), step('need_kvm')]),
  ];
}

/** dnf has no holds by itself: the file of the repository excludes what stays. */
const holds = (family: LinuxFamily) => family._facts.installer !== 'dnf';

function dockerRepository({ family, version, packages: { versioned } }: HostModel, folder: string): Step[] {
  const url = `https://download.docker.com/linux/${folder}`;
  if (family._facts.installer === 'apt') {
    const key = '/etc/apt/keyrings/docker.asc';
    return [
      ...['curl', 'gpg'].map((name) => step('install_package', name, '')),
      step('make_folder', '/etc/apt/keyrings', '755'),
      step('trust_key', `${url}/gpg`, FINGERPRINTS.apt, key),
      step('add_repository', url, key),
    ];
  }
  const key = '/etc/pki/rpm-gpg/docker.asc';
  return [
    step('install_package', 'gnupg2', ''),
    step('trust_key', `${url}/gpg`, FINGERPRINTS.rpm, key),
    file('/etc/yum.repos.d/docker.repo', [
      '[docker]', 'name=Docker', `baseurl=${url}/$releasever/$basearch/stable`, 'enabled=1', 'gpgcheck=1', `gpgkey=file://${key}`,
      ...(version === undefined ? [] : [`excludepkgs=${versioned.join(' ')}`]), '',
    ].join('\n')),
  ];
}

function auditing(model: HostModel): Step[] {
  if (model.off.has(HostDefault.AUDIT)) return [];
  return [
    // A file can only be watched in a folder that is there when the rules are loaded.
    step('make_folder', '/etc/containerd', '755'),
    ...(model.dedicatedEngines.length === 0 ? [] : [step('make_folder', DEDICATED_FOLDER, '711')]),
    file('/etc/tmpfiles.d/berth.conf', 'd /run/containerd 0711 root root\n'),
    file('/etc/audit/rules.d/50-docker.rules', auditRules(model), { mode: '640', service: 'audit' }),
    step('load_audit_rules'),
  ];
}

function services({ dedicatedEngines }: HostModel): Step[] {
  return [
    step('reload_units'),
    step('run_service', 'docker'),
    step('await_engine'),
    ...dedicatedEngines.map(({ name }) => step('run_service', `docker-vch@${name}`)),
  ];
}
