import { posix } from 'node:path';
import { canonicalAddress } from '../../../../src/shared/ip';
import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { canonicalPath, isBelow } from '../../../engine/canonical/path';
import { Unknown, Value } from '../../../framework/value/value';
import { refuseForkVariables } from '../../shared/fork-variables';
import { isFixedMode } from '../fields/attachment';

type Config = { readonly [name: string]: Value };
type Problem = Omit<Diagnostic, 'severity'>;

/** Checks rules about several attributes together. Unknown values are accepted. */
export function validate(config: Config): void {
  const rules = [
    resources, devices, deviceRequests, jobs, names, macAddress, networks, ports, uploads, secretFiles, mounts, volumes, labels, variables,
  ];
  const problems = rules.flatMap((rule) => rule(config));
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

const text = (value: Value | undefined) => typeof value === 'string' && value !== '' ? value : undefined;
const amount = (value: Value | undefined) => typeof value === 'number' && value !== 0 ? value : undefined;
const blocks = (value: Value | undefined) => {
  return (Array.isArray(value) ? value.filter((one) => !(one instanceof Unknown)) : []) as readonly Config[];
};
const isSet = (value: Value | undefined) => value !== null && value !== undefined && value !== '';
/** An unknown value does not count as set, because it may become null. */
const isKnown = (value: Value | undefined) => isSet(value) && !(value instanceof Unknown);

function repeated(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value, index) => value !== undefined && values.indexOf(value) !== index);
}

function resources(config: Config): Problem[] {
  const problems: Problem[] = [];
  const [memory, swap, reservation] = [amount(config.memory), amount(config.memory_swap), amount(config.memory_reservation)];
  const isMemoryUnknown = config.memory instanceof Unknown;
  if (text(config.cpus) && (amount(config.cpu_quota) || amount(config.cpu_period))) {
    problems.push({
      summary: '`cpus` can\'t be set together with `cpu_quota` and `cpu_period`',
      detail: 'They set the same limit in two ways. Remove one of them.',
      path: ['cpus'],
    });
  }
  if (swap !== undefined && swap > 0 && !isMemoryUnknown && (memory === undefined || swap < memory)) {
    problems.push({
      summary: `\`memory_swap\` of ${swap} MiB is less than \`memory\`, or \`memory\` is not set`,
      detail: `\`memory_swap\` is memory and swap together, so it has to be at least \`memory\` (${memory ?? 'not set'}). `
        + 'If it equals `memory`, there is no swap; -1 is no limit.',
      path: ['memory_swap'],
    });
  }
  if (reservation !== undefined && memory !== undefined && reservation > memory) {
    problems.push({
      summary: `\`memory_reservation\` of ${reservation} MiB is more than \`memory\``,
      detail: `It has to be less than the limit, ${memory} MiB.`,
      path: ['memory_reservation'],
    });
  }
  if (amount(config.max_retry_count) && !(config.restart instanceof Unknown) && config.restart !== 'on-failure') {
    problems.push({
      summary: '`max_retry_count` needs `restart = "on-failure"`',
      detail: `\`restart\` is ${JSON.stringify(config.restart ?? 'no')}, which does not count retries. `
        + 'Change it, or remove `max_retry_count`.',
      path: ['max_retry_count'],
    });
  }
  return problems;
}

const PER_DEVICE = ['blkio_weight_device', 'device_read_bps', 'device_write_bps', 'device_read_iops', 'device_write_iops'];

function deviceRequests(config: Config): Problem[] {
  return text(config.gpus) === undefined || blocks(config.device_requests).length === 0 ? [] : [{
    summary: '`device_requests` can\'t be set together with `gpus`',
    detail: `\`gpus = ${JSON.stringify(config.gpus)}\` is a request for devices, too. Remove it, or write it as a block: `
      + '`device_requests` with `count = -1` and `capabilities = ["gpu"]` is the same as `gpus = "all"`.',
    path: ['gpus'],
  }];
}

function devices(config: Config): Problem[] {
  return PER_DEVICE.flatMap((name) => {
    const path = repeated(blocks(config[name]).map((block) => text(block.path)));
    return path === undefined ? [] : [{
      summary: `\`${name}\` names the device ${path} more than once`,
      detail: 'The engine does not define which of them applies. Remove all but one.',
      path: [name],
    }];
  });
}

function names(config: Config): Problem[] {
  return config.uts_mode !== 'host' || !text(config.hostname) ? [] : [{
    summary: '`hostname` can\'t be set together with `uts_mode = "host"`',
    detail: 'Such a container has the host\'s name. Remove one of them.',
    path: ['hostname'],
  }];
}

function jobs(config: Config): Problem[] {
  return [
    ...(config.rm === true && text(config.restart) && config.restart !== 'no' ? [{
      summary: '`rm` can\'t be set together with `restart`',
      detail: 'A container that is removed when it exits can\'t be restarted. Remove one of them.',
      path: ['rm'],
    }] : []),
    // The engine would only report this after the job has finished, and each apply would run the job again.
    ...(config.attach === true && config.logs === true && config.log_driver === 'none' ? [{
      summary: '`logs` can\'t be set together with `log_driver = "none"`',
      detail: 'That driver stores no output to read. Remove one of them.',
      path: ['logs'],
    }] : []),
    ...(config.suspended !== true ? [] : ([['attach', true], ['must_run', false], ['start', false]] as const)
      .filter(([name, value]) => config[name] === value).map(([name, value]) => ({
        summary: `\`suspended\` can't be set together with \`${name} = ${value}\``,
        detail: 'A container that is suspended runs and is paused, so it has to keep running. '
          + `Remove \`${name}\`, or suspend its \`docker_resource_pool\`, which pauses whatever runs.`,
        path: ['suspended'],
      }))),
    ...(config.upload_change !== 'restart' ? [] : ['rm', 'attach'].filter((name) => config[name] === true).map((name) => ({
      summary: `\`upload_change = "restart"\` can't be set together with \`${name}\``,
      detail: `${name === 'rm' ? 'Stopping such a container removes it.' : 'A job runs only once.'} `
        + `Use \`upload_change = "replace"\`, which runs a new container with the changed file, or remove \`${name}\`.`,
      path: ['upload_change'],
    }))),
  ];
}

function macAddress(config: Config): Problem[] {
  if (text(config.mac_address) === undefined) return [];
  const requests = blocks(config.networks_advanced);
  const mode = text(config.network_mode);
  const isUnknown = config.network_mode instanceof Unknown || requests.some(({ name }) => name instanceof Unknown);
  const isElsewhere = !isUnknown && requests.length > 0 && requests.every(({ name }) => name !== mode);
  if (requests.some((request) => request.name === mode && text(request.mac_address) !== undefined)) {
    return [{
      summary: `The MAC address in the network "${mode}" is given twice`,
      detail: '`mac_address` is the container\'s address in the network of `network_mode`, and so is that of its `networks_advanced`. '
        + 'Remove one of them.',
      path: ['mac_address'],
    }];
  }
  if (!isElsewhere && (mode === undefined || !isFixedMode(mode))) return [];
  return [{
    summary: '`mac_address` has no network to apply to',
    detail: `It is the container's address in the network of \`network_mode\`, which is ${JSON.stringify(mode ?? 'bridge')}. `
      + 'Set `network_mode` to the name of the network, as in `networks_advanced`, or remove `mac_address`.',
    path: ['mac_address'],
  }];
}

function networks(config: Config): Problem[] {
  const requests = blocks(config.networks_advanced);
  const mode = text(config.network_mode);
  const duplicate = repeated(requests.map(({ name }) => text(name)));
  return [
    ...(mode !== undefined && isFixedMode(mode) && requests.length > 0 ? [{
      summary: `\`networks_advanced\` can't be set together with \`network_mode = "${mode}"\``,
      detail: 'A container with that mode can\'t be connected to networks. Remove one of them.',
      path: ['networks_advanced'],
    }] : []),
    ...(duplicate === undefined ? [] : [{
      summary: `The network "${duplicate}" is given more than once`,
      detail: 'A container can be connected to a network only once. Put all aliases into one `networks_advanced`.',
      path: ['networks_advanced'],
    }]),
  ];
}

function ports(config: Config): Problem[] {
  const published = blocks(config.ports).map((port) => {
    if ([port.ip, port.protocol, port.external].some((part) => part instanceof Unknown) || !amount(port.external)) return undefined;
    const ip = text(port.ip) ?? '0.0.0.0';
    return `${String(port.external)}/${(text(port.protocol) ?? 'tcp').toLowerCase()} at ${canonicalAddress(ip) ?? ip}`;
  });
  const duplicate = repeated(published);
  return duplicate === undefined ? [] : [{
    summary: `The host port ${duplicate} is published more than once`,
    detail: 'Give each its own `external` or `ip`, or remove `external` to let the engine choose a port.',
    path: ['ports'],
  }];
}

function secretFiles(config: Config): Problem[] {
  return blocks(config.secret_file).flatMap((secret, index) => [
    ...(isSet(secret.content_wo) ? [] : [{
      summary: `The secret file ${text(secret.file) ?? ''} has no content`,
      detail: 'Set `content_wo` to a text that is not empty, such as the value of an ephemeral variable.',
      path: ['secret_file', index, 'content_wo'],
    }]),
    ...misplacedFile(config, text(secret.file), 'secret_file'),
  ]);
}

/** Problems of the path of a file, which is either an upload or a secret file. */
function misplacedFile(config: Config, file: string | undefined, block: 'upload' | 'secret_file'): Problem[] {
  if (file === undefined) return [];
  const tmpfsPaths = [
    ...(typeof config.tmpfs === 'object' && config.tmpfs !== null && !(config.tmpfs instanceof Unknown) ? Object.keys(config.tmpfs) : []),
    ...blocks(config.mounts).filter(({ type }) => type === 'tmpfs').flatMap(({ target }) => text(target) ?? []),
  ];
  const tmpfs = tmpfsPaths.find((path) => isBelow(file, path));
  const title = `The ${block === 'upload' ? 'upload' : 'secret file'} ${file}`;
  if (canonicalPath(file) === '/') {
    return [{ summary: `${title} has no name`, detail: 'Its path leads to the root folder. Add the name of the file.', path: [block] }];
  }
  return [
    ...(config.read_only !== true || posix.dirname(canonicalPath(file)) !== '/' ? [] : [{
      summary: `${title} can't be in the root folder`,
      detail: 'The container is `read_only`, so the file comes with a volume at its folder, and there can be none at "/". '
        + 'Upload it to another folder.',
      path: [block],
    }]),
    ...(tmpfs === undefined ? [] : [{
      summary: `${title} would be hidden`,
      detail: `Its path is in ${tmpfs}, a tmpfs, which is empty whenever the container starts. Upload it to another path.`,
      path: [block],
    }]),
  ];
}

function uploads(config: Config): Problem[] {
  return blocks(config.upload).flatMap((upload) => {
    const file = text(upload.file);
    const contents = [upload.content, upload.content_base64, upload.source].filter((content) => content !== null && content !== undefined);
    const known = contents.filter((content) => !(content instanceof Unknown));
    return [
      ...(contents.length > 0 && known.length <= 1 ? [] : [{
        summary: `The upload ${file ?? 'of a file'} has ${contents.length === 0 ? 'no content' : 'more than one content'}`,
        detail: 'Set exactly one of `content`, `content_base64` and `source`.',
        path: ['upload'],
      }]),
      ...misplacedFile(config, file, 'upload'),
    ];
  });
}

function mounts(config: Config): Problem[] {
  return blocks(config.mounts).flatMap((mount): Problem[] => {
    const type = text(mount.type);
    const target = text(mount.target) ?? '?';
    const otherTypes = ['bind', 'volume', 'tmpfs'].filter((one) => type !== undefined && one !== type);
    const other = otherTypes.find((one) => blocks(mount[`${one}_options`]).length > 0);
    return [
      ...(type === 'bind' && !isSet(mount.source) ? [{
        summary: `The mount at ${target} has no \`source\``,
        detail: 'A mount of type "bind" needs the path on the host.',
        path: ['mounts'],
      }] : []),
      ...(other === undefined ? [] : [{
        summary: `The mount at ${target} has \`${other}_options\`, but is of type "${type}"`,
        detail: `Remove \`${other}_options\`, or use \`${type}_options\`.`,
        path: ['mounts'],
      }]),
    ];
  });
}

function volumes(config: Config): Problem[] {
  return blocks(config.volumes).flatMap((volume): Problem[] => {
    const sources = [volume.host_path, volume.volume_name, volume.from_container];
    const hasNoPath = !isSet(volume.container_path) && !isSet(volume.from_container);
    const isAnonymous = !hasNoPath && sources.every((source) => !isSet(source));
    // The engine accepts nothing but the path for an anonymous volume.
    if (isAnonymous && (volume.read_only === true || text(volume.selinux_relabel))) {
      return [{
        summary: `The anonymous volume at ${text(volume.container_path) ?? '?'} can't have \`read_only\` or \`selinux_relabel\``,
        detail: 'Give it a source (`host_path` or `volume_name`), or remove them.',
        path: ['volumes'],
      }];
    }
    if (sources.filter(isKnown).length <= 1 && !hasNoPath) return [];
    return [{
      summary: hasNoPath ? 'A `volumes` block has no `container_path`' : 'A `volumes` block has more than one source',
      detail: 'Set `container_path` and at most one of `host_path` and `volume_name`, or only `from_container`.',
      path: ['volumes'],
    }];
  });
}

function labels(config: Config): Problem[] {
  const duplicate = repeated(blocks(config.labels).map(({ label }) => text(label)));
  return duplicate === undefined ? [] : [{
    summary: `The label "${duplicate}" is given more than once`,
    detail: 'A label has one value. Remove all but one.',
    path: ['labels'],
  }];
}

/** A variable by which a set makes forks. */
function variables({ env }: Config): Problem[] {
  const known = (Array.isArray(env) ? env : []).filter((each): each is string => typeof each === 'string');
  try {
    refuseForkVariables(known, ['env']);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return [...error.diagnostics];
  }
}
