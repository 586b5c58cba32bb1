import { Attributes, blocks, BrokenRule, IsUnknown, listed } from './broken-rule';
import { judgeNewImageName } from './judge-image-name';
import { judgeListed } from './judge-listed';
import { judgeAddresses, judgeInterfaces } from './judge-network';
import { judgePorts } from './judge-ports';
import { matchesRegistry, registryOf } from './registry-pattern';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from './rules';
import { profileProblems } from '../controls/seccomp-start';
import { parseImageReference } from '../image-reference';
import { OWN_LABELS } from '../own-labels';
import { isPool, poolSpellings } from '../resource-pool';

/** The id of an image, which also reads as a name with a tag. */
const ID = /^sha256:[0-9a-f]{64}$/;

/** Holds a `docker_container`, or the template of a `docker_clone_set`, against rules. Unknown values are accepted. */
export function judgeContainer(container: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return [
    ...judgeOwner('container', container, rules, isUnknown),
    ...judgeListed('container', container, rules, isUnknown),
    ...judgePool(container, rules, isUnknown),
    ...judgeOutOfMemory(container, rules),
    ...judgeStart(container, 'security_opts', rules, isUnknown),
    ...judgeImage(container.image, 'image', rules, isUnknown),
    ...judgePorts(container, rules, isUnknown),
    ...judgeDevices(container, rules, isUnknown),
    ...judgeMounts(container, rules, isUnknown),
    ...container.volume_driver ? judgeDriver(container.volume_driver, 'volume_driver', rules, isUnknown) : [],
  ];
}

/** Holds a `docker_volume` against rules. */
export function judgeVolume(volume: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return [
    ...judgeOwner('volume', volume, rules, isUnknown), ...judgeDriver(volume.driver ?? 'local', 'driver', rules, isUnknown),
    ...judgeListed('volume', volume, rules, isUnknown),
  ];
}

/** Holds a `docker_network` against rules. */
export function judgeNetwork(network: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return [
    ...judgeOwner('network', network, rules, isUnknown), ...judgeInterfaces(network, rules, isUnknown),
    ...judgeAddresses(network, rules, isUnknown), ...judgeListed('network', network, rules, isUnknown),
  ];
}

/**
 * Holds a `docker_network` that spans the nodes of a cluster against rules. No machine has a route to its subnet, so the swarm may choose
 * one.
 */
export function judgeOverlayNetwork(network: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const hasSubnet = isUnknown(network.ipam_config) || blocks(network.ipam_config).length > 0;
  return [...judgeOwner('network', network, rules, isUnknown), ...hasSubnet ? judgeAddresses(network, rules, isUnknown) : []];
}

/** What a build may have as its network: what Docker's default is, and none. */
const BUILD_NETWORKS: readonly unknown[] = [undefined, null, '', 'default', 'bridge', 'none'];

/** Holds the settings of a build against rules: its commands run in containers, too. */
export function judgeBuild(build: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { network_mode: network } = build;
  const isAllowed = BUILD_NETWORKS.includes(network) || isUnknown(network);
  return [
    ...judgePool(build, rules, isUnknown).map((broken) => ({ ...broken, attribute: 'build' })),
    ...judgeListed('build', build, rules, isUnknown, 'build'),
    ...judgeStart({ security_opts: build.security_opt }, 'build', rules, isUnknown),
    ...[build.label, build.labels].flatMap((labels) => judgeBuildLabels(labels, rules, isUnknown)),
    ...(Array.isArray(build.tag) ? build.tag : []).flatMap((tag) => judgeNewImageName(tag, 'build', rules, isUnknown)),
    ...isAllowed ? [] : [{
      rule: 'name' as const,
      attribute: 'build',
      problem: `A build of the virtual container host "${rules.name}" can't use the network "${String(network)}", which may be that of `
        + 'others. Use "none", or leave `network_mode` out.',
    }],
  ];
}

/** The image that a build makes gets its label from the provider. */
function judgeBuildLabels(labels: unknown, { name }: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  if (typeof labels !== 'object' || labels === null || isUnknown(labels)) return [];
  const others = Object.entries(labels).filter(([label, value]: [string, unknown]) => (
    label.startsWith(OWN_LABELS) && !(label === VIRTUAL_HOST_LABEL && (value === name || isUnknown(value)))));
  return others.map(([label, value]) => ({
    rule: 'name',
    attribute: 'build',
    problem: `A build of the virtual container host "${name}" can't give its image the label "${label}", with ${JSON.stringify(value)}: `
      + 'such labels say whose something is. Remove it.',
  }));
}

/**
 * Holds the name of an image against rules: that of a `docker_image`, of a container, or of a `FROM`. The id of an image has no registry.
 */
export function judgeImage(image: unknown, attribute: string, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  if (typeof image !== 'string' || isUnknown(image) || ID.test(image)) return [];
  const reference = parseImageReference(image);
  if (reference === undefined) return [];
  const { registries, signature_keys: keys } = rules;
  const needsDigest = rules.require_digests || keys !== undefined;
  const registry = registryOf(reference.repository);
  return [
    ...registries === undefined || registries.some((pattern) => matchesRegistry(pattern, registry)) ? [] : [{
      rule: 'registries' as const,
      attribute,
      problem: `The image "${image}" is from the registry "${registry}", and ${may(rules)} only use ${listed(registries)}. `
        + 'Use an image from one of these, or add the registry to `registries`.',
    }],
    ...!needsDigest || reference.digest !== undefined ? [] : [{
      rule: keys === undefined ? 'require_digests' as const : 'signature_keys' as const,
      attribute,
      problem: `The image "${image}" has no digest, and ${may(rules)} only use images with one${keys === undefined ? ''
        : ', since a signature is one of a digest'}. Write NAME@sha256:DIGEST.`,
    }],
  ];
}

function judgeOwner(what: string, object: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { name, labels } = object;
  const prefix = `${rules.name}-`;
  const isGiven = name !== undefined && name !== null;
  // The engine names a volume that has none, and others can't be without.
  const isNamed = isGiven ? isUnknown(name) || String(name).startsWith(prefix) : what !== 'volume';
  const isOwn = (value: unknown) => isUnknown(value)
    || (what === 'network' ? String(value).split(',') : [String(value)]).includes(rules.name);
  const owners = isUnknown(labels) ? [] : blocks(labels).filter((block) => (
    isUnknown(block) || isUnknown(block.label) || block.label === VIRTUAL_HOST_LABEL));
  // With two, the engine would take one of them.
  const isLabelled = isUnknown(labels) || owners.length === 1 && (isUnknown(owners[0]) || isOwn(owners[0]!.value));
  return [
    ...isNamed ? [] : [{
      rule: 'name' as const,
      attribute: 'name',
      problem: `The name of a ${what} of the virtual container host "${rules.name}" begins with "${prefix}"; given: `
        + (isGiven ? `"${String(name)}". Rename it to "${prefix}${String(name)}".` : 'none. Set `name` to one.'),
    }],
    ...isLabelled ? [] : [{
      rule: 'name' as const,
      attribute: 'labels',
      problem: `A ${what} of the virtual container host "${rules.name}" has the label "${VIRTUAL_HOST_LABEL}" once, with that name. `
        + 'Set it so.',
    }],
  ];
}

/** The pool, or one in it, in either spelling, that of cgroupfs and that of systemd. */
function judgePool({ cgroup_parent: parent }: Attributes, { name, pool }: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  if (pool === undefined || isUnknown(parent)) return [];
  const [folder, slice] = poolSpellings(pool);
  const isWithin = [folder, slice].includes(String(parent)) || String(parent).startsWith(`${folder}/`)
    || String(parent).startsWith(slice.replace(/\.slice$/, '-'));
  if (isWithin && isPool(String(parent))) return [];
  return [{
    rule: 'pool',
    attribute: 'cgroup_parent',
    problem: `A container of the virtual container host "${name}" is in its resource pool, "/berth/${pool}"; `
      + `given: ${JSON.stringify(parent ?? null)}. Set it to the \`cgroup_parent\` of that pool.`,
  }];
}

/** Linux freezes no program that waits for memory (control groups v1), so it can't be paused with its pool. */
function judgeOutOfMemory({ oom_kill_disable: waits }: Attributes, { name, pool }: VirtualHostRules): BrokenRule[] {
  return pool === undefined || waits !== true ? [] : [{
    rule: 'pool',
    attribute: 'oom_kill_disable',
    problem: `A container of the virtual container host "${name}" can't have \`oom_kill_disable = true\`: with control groups v1, its `
      + `programs would wait for memory forever, and one that waits can't be paused with the pool "/berth/${pool}". Remove it.`,
  }];
}

/** One whose start never ends holds up whoever asks the engine about it. */
function judgeStart(container: Attributes, attribute: string, { name }: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return profileProblems(container, isUnknown).map(({ demand, detail }) => (
    { rule: 'name', attribute, problem: `A container of the virtual container host "${name}" ${demand}. ${detail}` }));
}

/** What gives a container devices without their paths. */
const OTHER_DEVICES = ['privileged', 'gpus', 'device_requests', 'device_cgroup_rules'];

function judgeDevices(container: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { devices } = rules;
  if (devices === undefined) return [];
  const paths = blocks(container.devices).filter((block) => !isUnknown(block)).map(({ host_path: path }) => path);
  const others = OTHER_DEVICES.filter((attribute) => {
    const { [attribute]: value } = container;
    return !isUnknown(value) && (value === true || typeof value === 'string' && value !== '' || blocks(value).some(Boolean));
  });
  return [
    ...others.map((attribute) => ({
      rule: 'devices' as const,
      attribute,
      problem: `${sentence(may(rules))} use only devices by their paths, and \`${attribute}\` gives others. Remove it.`,
    })),
    ...paths.filter((path) => !isUnknown(path) && !devices.includes(String(path))).map((path) => ({
      rule: 'devices' as const,
      attribute: 'devices',
      problem: `${sentence(may(rules))} use ${devices.length === 0 ? 'no device' : `only the devices ${listed(devices)}`} of the host; `
      + `given: "${String(path)}". Remove it, or add it to \`devices\`.`,
    })),
  ];
}

/** A mount can make a volume, with a driver of its own. */
function judgeMounts({ mounts }: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return blocks(mounts).filter((mount) => !isUnknown(mount) && mount.type === 'volume').flatMap((mount) => [
    // Without a driver, it is the volume that there is, which has been judged.
    ...blocks(mount.volume_options).flatMap((option) => isUnknown(option) || !option.driver_name ? []
      : judgeDriver(option.driver_name, 'mounts', rules, isUnknown)),
    ...judgeMountLabels(mount, rules, isUnknown),
    ...isUnknown(mount.source) || mount.source ? [] : judgeUnnamed(mount, rules),
  ]);
}

/** A volume counts for the virtual container host that its label names. */
function judgeMountLabels(
  { target, volume_options: options }: Attributes, { name }: VirtualHostRules, isUnknown: IsUnknown,
): BrokenRule[] {
  const known = (value: unknown) => (isUnknown(value) ? [] : blocks(value).filter((block) => !isUnknown(block)));
  const labels = known(options).flatMap((option) => known(option.labels));
  return labels.filter(({ label, value }) => label === VIRTUAL_HOST_LABEL && value !== name && !isUnknown(value)).map(({ value }) => ({
    rule: 'name',
    attribute: 'mounts',
    problem: `The volume of the mount at "${String(target)}" has the label "${VIRTUAL_HOST_LABEL}" with "${String(value)}", and containers `
      + `of the virtual container host "${name}" may only make volumes that have its own name there. Remove the label.`,
  }));
}

/** The engine makes such a volume as the mount says, with no label by which it counts. */
function judgeUnnamed({ target }: Attributes, rules: VirtualHostRules): BrokenRule[] {
  const rule = (['max_volumes', 'max_storage', 'volume_drivers', 'anonymous_volumes'] as const).find((each) => rules[each] !== undefined);
  if (rule === undefined) return [];
  return [{
    rule,
    attribute: 'mounts',
    problem: `The mount at "${String(target)}" has no \`source\`, so its volume would be in no store of the virtual container host `
      + `"${rules.name}", and not count. Set \`source\` to the name of a volume.`,
  }];
}

function judgeDriver(driver: unknown, attribute: string, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { volume_drivers: drivers } = rules;
  if (drivers === undefined || isUnknown(driver) || drivers.includes(String(driver))) return [];
  return [{
    rule: 'volume_drivers',
    attribute,
    problem: `${sentence(may(rules))} have volumes only with the drivers ${listed(drivers)}; given: "${String(driver)}". `
      + 'Use one of these, or add a volume store.',
  }];
}

function may({ name }: VirtualHostRules): string {
  return `the virtual container host "${name}" may`;
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
