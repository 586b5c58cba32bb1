import Dockerode from 'dockerode';
import { isOf } from './neighbours';
import { sizeOfVolume } from './volume-size';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { AskOptions, Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { Suspension } from '../engine/pool/suspension';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { volumesShape } from '../engine/shape/shapes';

/** The engine lists those of one virtual container host only: those of others may have a lot to read. */
const membersOf = ({ name }: VirtualHostRules) => ({ label: [`${VIRTUAL_HOST_LABEL}=${name}`] });

/** A volume of a virtual container host. */
export interface MemberVolume {
  readonly name: string;
  /** In bytes. Undefined if nothing holds it to a size. */
  readonly size: number | undefined;
}

/**
 * Returns the names of the containers of a virtual container host that count: those that are not paused, and those that will run again when
 * its pool is resumed.
 */
export async function countedContainers(engine: Engine, rules: VirtualHostRules, options: AskOptions): Promise<string[]> {
  const filters = membersOf(rules);
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const all = (await engine.ask('list the containers of virtual container hosts', list, options)).filter(({ Labels: labels }) => (
    isOf(labels, rules)));
  const paused = all.filter(({ State: state }) => state === 'paused');
  const parked = paused.length === 0 ? [] : await parkedOf(engine, paused, options);
  return all.filter((each) => !parked.includes(each)).map(({ Names: [name = ''] = [] }) => name.replace(/^\//, ''));
}

/** Returns those of some paused containers that stay so when the pools in which they are, whatever the rules say of pools, are resumed. */
async function parkedOf<C extends { readonly Id: string }>(
  engine: Engine, paused: readonly C[], options: AskOptions,
): Promise<readonly C[]> {
  const suspension = await Suspension.on(engine, options);
  if (suspension.isEmpty) return paused;
  const stays = await Promise.all(paused.map(async ({ Id: id }) => suspension.keeps(id)
    || !suspension.holds((await inspectContainer(engine, id, options))?.HostConfig.CgroupParent ?? '')));
  return paused.filter((_, index) => stays[index]);
}

/** Returns the volumes of a virtual container host. */
export async function memberVolumes(engine: Engine, rules: VirtualHostRules, options: AskOptions): Promise<MemberVolume[]> {
  const list = async (docker: Dockerode) => conforming(volumesShape, await docker.listVolumes({ filters: membersOf(rules) }));
  const { Volumes: all } = await engine.ask('list the volumes of virtual container hosts', list, options);
  return (all as typeof all | null ?? []).filter(({ Labels: labels }) => isOf(labels, rules))
    .map(({ Name: name, Driver: driver, Options: own }) => ({ name, size: sizeOfVolume(driver, own) }));
}
