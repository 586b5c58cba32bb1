import { Allowed } from './lattice';
import { isPrivileged, Reader } from './reader';
import { capabilityName, ENGINE_CAPABILITIES } from '../capabilities';

/** Returns the capabilities that a container can have. */
export function heldCapabilities(container: Reader<'privileged' | 'capabilities'>): Allowed {
  if (isPrivileged(container)) return 'any';
  const names = (list: unknown) => ((container.known(list) ?? []) as string[]).map(capabilityName);
  const blocks = container.blocks('capabilities');
  const added = blocks.flatMap(({ add }) => names(add));
  const dropped = blocks.flatMap(({ drop }) => names(drop));
  if (added.includes('ALL')) return 'any';
  const kept = dropped.includes('ALL') ? [] : ENGINE_CAPABILITIES.filter((name) => !dropped.includes(name));
  return [...new Set([...kept, ...added])].sort();
}
