import { cgroupLayout } from './cgroup';
import { slicePath } from '../engine/canonical/slice';
import { EngineFacts } from '../isolation/engine-facts';
import { Mount } from '../isolation/mountinfo';
import { CGROUPS } from '../probe/run';
import { Inspect } from '../resources/container/fields/fact';

/*
 * Where the limits of a container are on the host. A container controls what it sees in its own /sys/fs/cgroup, so limits are read from
 * the host's hierarchy, by the control groups that the kernel reports for the container's process.
 */

/** The paths of a process's control groups, by controller. In version 2, one path holds for all controllers, under the name "". */
export type Groups = ReadonlyMap<string, string>;

/** How the engine arranges control groups, as far as it is known. */
export interface Hierarchy {
  readonly facts: EngineFacts;
  /** The control groups of the probe, which the engine created with its default parent. */
  readonly probe: Groups;
  /** The probe's mounts. An engine in a container has only a part of the hierarchy mounted. */
  readonly mounts: readonly Mount[];
}

/** Parses /proc/PID/cgroup. */
export function parseGroups(text: string): Groups {
  return new Map(text.split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    return path === undefined ? [] : controllers!.split(',').map((controller): [string, string] => [controller, path]);
  }));
}

/** Returns the path of a limit in the probe, or undefined if the kernel does not report the control group. */
export function limitPath(file: string, inspect: Inspect, groups: Groups, hierarchy: Hierarchy): string | undefined {
  const controller = controllerOf(file, hierarchy.facts);
  const group = limitingGroup(controller, inspect, groups, hierarchy);
  if (group === undefined || group.split('/').includes('..')) return undefined;
  const name = hierarchy.facts.cgroupVersion === '2' ? file : file.split('/')[1]!;
  const within = relativeTo(mountRoot(controller, hierarchy), group);
  return within === undefined ? undefined : `${CGROUPS}${controller && `/${controller}`}${within}/${name}`;
}

/** Returns the paths of the limits of a container, if the engine arranges control groups as it usually does. */
export function usualLimitPaths(inspect: Inspect, facts: EngineFacts): string[] {
  const hierarchy = { facts, probe: new Map<string, string>(), mounts: [] };
  const { files } = cgroupLayout(facts.cgroupVersion);
  const groups = new Map(files.map((file) => controllerOf(file, facts)).map((controller) => [
    controller, expectedGroup(controller, inspect, hierarchy).replace(/^\/?/, '/'),
  ]));
  return files.flatMap((file) => limitPath(file, inspect, groups, hierarchy) ?? []);
}

/** Returns the control group that a container's process is in instead of the one that the engine created. */
export function groupMovedTo(file: string, inspect: Inspect, groups: Groups, hierarchy: Hierarchy): string | undefined {
  const controller = controllerOf(file, hierarchy.facts);
  const group = groups.get(controller);
  return group === undefined || isWithin(group, expectedGroup(controller, inspect, hierarchy)) ? undefined : group;
}

/** Returns the controller that a file of a `CgroupLayout` belongs to, in the form of `Groups`. */
function controllerOf(file: string, { cgroupVersion }: EngineFacts): string {
  return cgroupVersion === '2' ? '' : file.split('/')[0]!;
}

/**
 * Returns where the engine creates the control group of a container. A path without a leading slash is below the control group of the
 * engine, which it does not report.
 */
function expectedGroup(controller: string, { Id: id, HostConfig: { CgroupParent: parent } }: Inspect, hierarchy: Hierarchy): string {
  const { facts, probe } = hierarchy;
  const isSystemd = facts.cgroupDriver === 'systemd';
  const name = isSystemd ? `docker-${id}.scope` : id;
  if (!parent) {
    const own = probe.get(controller);
    const usual = isSystemd ? '/system.slice' : '/docker';
    return `${own === undefined ? usual : own.slice(0, own.lastIndexOf('/'))}/${name}`;
  }
  const root = mountRoot(controller, hierarchy).replace(/\/$/, '');
  const folder = parent.replace(/\/+$/, '');
  if (isSystemd) return `${root}/${slicePath(folder)}/${name}`;
  return folder.startsWith('/') ? `${root}${folder}/${name}` : `${folder}/${name}`;
}

/** Whether a control group is the expected one, or below it. */
function isWithin(group: string, expected: string): boolean {
  return expected.startsWith('/') ? `${group}/`.startsWith(`${expected}/`) : `${group}/`.includes(`/${expected}/`);
}

/**
 * Returns the group whose limits count. Programs in a container may create groups below the engine's, where the engine's limits are
 * in force, too. Only the throttles of version 1 are not inherited.
 */
function limitingGroup(controller: string, inspect: Inspect, groups: Groups, hierarchy: Hierarchy): string | undefined {
  const group = groups.get(controller);
  const expected = expectedGroup(controller, inspect, hierarchy);
  const isNested = group !== undefined && expected.startsWith('/') && isWithin(group, expected);
  return isNested && controller !== 'blkio' ? expected : group;
}

/** Returns the part of a controller's hierarchy that is mounted: "/" for all of it. */
function mountRoot(controller: string, { mounts }: Hierarchy): string {
  const isItsMount = ({ mountPoint }: Mount) => controller === ''
    ? mountPoint === CGROUPS
    // Controllers that share a hierarchy share a mount, "cpu,cpuacct", with a link for each.
    : mountPoint.startsWith(`${CGROUPS}/`) && mountPoint.slice(CGROUPS.length + 1).split(',').includes(controller);
  return mounts.filter(isItsMount).at(-1)?.root ?? '/';
}

function relativeTo(root: string, group: string): string | undefined {
  if (root === '/') return group === '/' ? '' : group;
  if (group === root) return '';
  return group.startsWith(`${root}/`) ? group.slice(root.length) : undefined;
}
