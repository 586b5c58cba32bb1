import { canonicalAddress } from '../../../../src/shared/ip';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { isBelow } from '../../../engine/canonical/path';
import { Unknown, Value } from '../../../framework/value/value';
import { isFixedMode } from '../fields/attachment';

type Config = { readonly [name: string]: Value };
type Problem = Omit<Diagnostic, 'severity'>;

/** Rules over several attributes. What is not known yet keeps every rule. */
export function validate(config: Config): void {
  const problems = [resources, devices, jobs, names, networks, ports, uploads, storage, labels].flatMap((rule) => rule(config));
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

const text = (value: Value | undefined) => typeof value === 'string' && value !== '' ? value : undefined;
const amount = (value: Value | undefined) => typeof value === 'number' && value !== 0 ? value : undefined;
const blocks = (value: Value | undefined) => (Array.isArray(value) ? value.filter((one) => !(one instanceof Unknown)) : []) as readonly Config[];
const isSet = (value: Value | undefined) => value !== null && value !== undefined && value !== '';
/** What is not known yet may still turn out to be null. */
const isKnown = (value: Value | undefined) => isSet(value) && !(value instanceof Unknown);

function repeated(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value, index) => value !== undefined && values.indexOf(value) !== index);
}

function resources(config: Config): Problem[] {
  const problems: Problem[] = [];
  const [memory, swap, reservation] = [amount(config.memory), amount(config.memory_swap), amount(config.memory_reservation)];
  const open = config.memory instanceof Unknown;
  if (text(config.cpus) && (amount(config.cpu_quota) || amount(config.cpu_period))) {
    problems.push({ summary: '`cpus` can\'t be set together with `cpu_quota` and `cpu_period`', detail: 'They say the same in two ways. Leave one of them.', path: ['cpus'] });
  }
  if (swap !== undefined && swap > 0 && !open && (memory === undefined || swap < memory)) {
    problems.push({
      summary: `\`memory_swap\` of ${swap} MiB is less than \`memory\`, or without it`,
      detail: `\`memory_swap\` is memory and swap together, so it has to be at least \`memory\` (${memory ?? 'not set'}). Equal to it, there is no swap; -1 is no limit.`,
      path: ['memory_swap'],
    });
  }
  if (reservation !== undefined && memory !== undefined && reservation > memory) {
    problems.push({ summary: `\`memory_reservation\` of ${reservation} MiB is more than \`memory\``, detail: `It has to be less than the limit, ${memory} MiB.`, path: ['memory_reservation'] });
  }
  if (amount(config.max_retry_count) && !(config.restart instanceof Unknown) && config.restart !== 'on-failure') {
    problems.push({
      summary: '`max_retry_count` needs `restart = "on-failure"`', detail: `\`restart\` is ${JSON.stringify(config.restart ?? 'no')}, which does not count. Leave out one of them.`, path: ['max_retry_count'],
    });
  }
  return problems;
}

const PER_DEVICE = ['blkio_weight_device', 'device_read_bps', 'device_write_bps', 'device_read_iops', 'device_write_iops'];

function devices(config: Config): Problem[] {
  return PER_DEVICE.flatMap((name) => {
    const twice = repeated(blocks(config[name]).map(({ path }) => text(path)));
    return twice === undefined ? [] : [{ summary: `\`${name}\` names the device ${twice} more than once`, detail: 'Which of them would hold is not said. Leave one of them.', path: [name] }];
  });
}

function names(config: Config): Problem[] {
  if (config.uts_mode !== 'host' || !text(config.hostname)) return [];
  return [{ summary: '`hostname` can\'t be set together with `uts_mode = "host"`', detail: 'Such a container has the host\'s name. Leave out one of them.', path: ['hostname'] }];
}

function jobs(config: Config): Problem[] {
  return [
    ...(config.rm === true && text(config.restart) && config.restart !== 'no' ? [{
      summary: '`rm` can\'t be set together with `restart`', detail: 'A container that is removed when it ends can\'t be started again. Leave out one of them.', path: ['rm'],
    }] : []),
    // Told by the engine, it would be told when the job is done, which then is done again at each apply.
    ...(config.attach === true && config.logs === true && config.log_driver === 'none' ? [{
      summary: '`logs` can\'t be set together with `log_driver = "none"`', detail: 'That driver keeps no output that could be read. Leave out one of them.', path: ['logs'],
    }] : []),
  ];
}

function networks(config: Config): Problem[] {
  const requests = blocks(config.networks_advanced);
  const mode = text(config.network_mode);
  const twice = repeated(requests.map(({ name }) => text(name)));
  const isOpen = config.network_mode instanceof Unknown || requests.some(({ name }) => name instanceof Unknown);
  const isApart = !isOpen && requests.length > 0 && requests.every(({ name }) => name !== mode);
  return [
    ...(text(config.mac_address) !== undefined && (isApart || mode !== undefined && isFixedMode(mode)) ? [{
      summary: '`mac_address` has no network to be in',
      detail: `It is that of the container in the network of \`network_mode\`, and that is ${JSON.stringify(mode ?? 'bridge')}. Make it the name of the network, as in \`networks_advanced\`, or leave out \`mac_address\`.`,
      path: ['mac_address'],
    }] : []),
    ...(mode !== undefined && isFixedMode(mode) && requests.length > 0 ? [{
      summary: `\`networks_advanced\` can't be set together with \`network_mode = "${mode}"\``, detail: 'Such a container is in no network that it could join or leave. Leave out one of them.', path: ['networks_advanced'],
    }] : []),
    ...(twice === undefined ? [] : [{ summary: `The network "${twice}" is given more than once`, detail: 'A container is in a network once. Put all aliases into one `networks_advanced`.', path: ['networks_advanced'] }]),
  ];
}

function ports(config: Config): Problem[] {
  const taken = blocks(config.ports).map((port) => {
    if ([port.ip, port.protocol, port.external].some((part) => part instanceof Unknown) || !amount(port.external)) return undefined;
    const ip = text(port.ip) ?? '0.0.0.0';
    return `${String(port.external)}/${(text(port.protocol) ?? 'tcp').toLowerCase()} at ${canonicalAddress(ip) ?? ip}`;
  });
  const twice = repeated(taken);
  return twice === undefined ? [] : [{ summary: `The host port ${twice} is published more than once`, detail: 'Give each its own \`external\` or \`ip\`, or leave \`external\` out, and the engine chooses one.', path: ['ports'] }];
}

function uploads(config: Config): Problem[] {
  const memory = [
    ...(typeof config.tmpfs === 'object' && config.tmpfs !== null && !(config.tmpfs instanceof Unknown) ? Object.keys(config.tmpfs) : []),
    ...blocks(config.mounts).filter(({ type }) => type === 'tmpfs').flatMap(({ target }) => text(target) ?? []),
  ];
  return blocks(config.upload).flatMap((upload) => {
    const file = text(upload.file);
    const sources = [upload.content, upload.content_base64, upload.source].filter((source) => source !== null && source !== undefined);
    const known = sources.filter((source) => !(source instanceof Unknown));
    const hidden = memory.find((path) => file !== undefined && isBelow(file, path));
    return [
      ...(sources.length > 0 && known.length <= 1 ? [] : [{
        summary: `The upload ${file ?? 'of a file'} has ${sources.length === 0 ? 'no content' : 'more than one content'}`, detail: 'Give exactly one of `content`, `content_base64` and `source`.', path: ['upload'],
      }]),
      ...(hidden === undefined ? [] : [{
        summary: `The upload ${file} would not be seen`, detail: `It lies in ${hidden}, a file system in memory that is empty whenever the container starts. Upload to another place.`, path: ['upload'],
      }]),
    ];
  });
}

function storage(config: Config): Problem[] {
  const mounts = blocks(config.mounts).flatMap((mount): Problem[] => {
    const type = text(mount.type);
    const other = ['bind', 'volume', 'tmpfs'].find((one) => type !== undefined && one !== type && blocks(mount[`${one}_options`]).length > 0);
    return [
      ...(type === 'bind' && !isSet(mount.source) ? [{ summary: `The mount at ${text(mount.target) ?? '?'} has no \`source\``, detail: 'A mount of type "bind" needs the path on the host.', path: ['mounts'] }] : []),
      ...(other === undefined ? [] : [{ summary: `The mount at ${text(mount.target) ?? '?'} has \`${other}_options\`, and is of type "${type}"`, detail: `Leave them out, or give \`${type}_options\`.`, path: ['mounts'] }]),
    ];
  });
  const volumes = blocks(config.volumes).flatMap((volume): Problem[] => {
    const sources = [volume.host_path, volume.volume_name, volume.from_container].filter(isKnown);
    const lost = !isSet(volume.container_path) && !isSet(volume.from_container);
    // The engine takes a nameless volume by its path alone.
    const isBare = [volume.host_path, volume.volume_name, volume.from_container].every((source) => !isSet(source));
    if (isBare && !lost && (volume.read_only === true || text(volume.selinux_relabel))) {
      return [{
        summary: `The nameless volume at ${text(volume.container_path) ?? '?'} can't have \`read_only\` or \`selinux_relabel\``,
        detail: 'Give it a source (`host_path` or `volume_name`), or leave them out.',
        path: ['volumes'],
      }];
    }
    if (sources.length <= 1 && !lost) return [];
    return [{
      summary: lost ? 'One of `volumes` has no `container_path`' : 'One of `volumes` has more than one source',
      detail: 'Give `container_path`, and at most one of `host_path` and `volume_name`; or `from_container` alone.',
      path: ['volumes'],
    }];
  });
  return [...mounts, ...volumes];
}

function labels(config: Config): Problem[] {
  const twice = repeated(blocks(config.labels).map(({ label }) => text(label)));
  return twice === undefined ? [] : [{ summary: `The label "${twice}" is given more than once`, detail: 'A label has one value. Leave one of them.', path: ['labels'] }];
}
