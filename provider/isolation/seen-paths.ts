import { effectivePaths } from './effective-paths';
import { engineFacts } from './engine-facts';
import { MountedPath, VolumePath } from './host-paths';
import { PATH_CONTROLS, requireIsolation } from './judge';
import { mountsOfPaths } from '../../src/shared/controls/host';
import { HostPath } from '../../src/shared/controls/host-path';
import { policyAttributesOf } from '../../src/shared/controls/policy-attributes';
import { DescribedContainer } from '../../src/shared/controls/reader';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';

/** Returns by what a container or a service is judged: its policy, and who it is for the floor. */
export function judgedOf({ name, labels, ...described }: DescribedContainer): DescribedContainer {
  return { name, labels, ...policyAttributesOf(described) };
}

/** Runs a check, and adds notes to its refusal. */
export function withNotes(notes: readonly string[], check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(...error.diagnostics.map((each) => ({ ...each, detail: [each.detail, ...notes].join('\n') })));
  }
}

/**
 * Compares the paths of the host that something sees with its policy and the floor.
 *
 * @param notes  what to add to a refusal
 */
export async function requirePaths(
  engine: Engine, desired: DescribedContainer, paths: readonly HostPath[], notes: readonly string[],
): Promise<void> {
  const { folder } = await engineFacts(engine);
  const seen = { ...judgedOf(desired), ...mountsOfPaths(paths) };
  withNotes(notes, () => requireIsolation(seen, engine, { only: PATH_CONTROLS, engineFolders: [folder] }));
}

/** Compares what paths show on the engine's machine with a policy and the floor. */
export async function requireEffectivePaths(
  engine: Engine, desired: DescribedContainer, paths: readonly MountedPath[], signal: AbortSignal,
): Promise<void> {
  const { paths: effective, notes } = await effectivePaths(engine, paths, signal);
  await requirePaths(engine, desired, effective, notes);
}

/** Compares the paths of the host that volumes show, and what is there, with a policy and the floor. */
export async function requireVolumes(
  engine: Engine, desired: DescribedContainer, paths: readonly VolumePath[], signal: AbortSignal,
): Promise<void> {
  if (paths.length === 0) return;
  await requirePaths(engine, desired, paths, paths.map(volumeNote));
  await requireEffectivePaths(engine, desired, paths, signal);
}

function volumeNote({ volume, path, o, filled }: VolumePath): string {
  const name = volume === null ? 'An anonymous volume' : `The volume "${volume}"`;
  const filling = ' Its mount has no `no_copy`, so the engine would fill it with files of the image, as root, also with set-user-ID files.';
  return `${name} shows "${path}" of the host${o === undefined ? '' : `, with the options "${o}"`}.${filled ? filling : ''}`;
}
