import { IsolationFloor, readIsolationFloor } from './floor';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Unknown } from '../framework/value/value';

interface Build {
  readonly cgroup_parent?: unknown;
}

/** Throws if there is a floor that does not allow builds, or not where this one would run. Accepts unknown values. */
export function requireFloorForBuild({ name, build }: { readonly name?: unknown; readonly build?: unknown }): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined) return;
  const what = typeof name === 'string' ? `Image "${name}"` : 'The image';
  if (!floor.builds) {
    throw new DiagnosticError({
      summary: `${what} can't be built under the isolation floor of this machine`,
      detail: 'The engine runs the commands of a build as root with its defaults, and no control applies to them. The floor in '
        + `"${floor.path}" allows no builds.\n\nPull an image that was built elsewhere. Or the owner of that file allows builds: `
        + '"builds": true.',
      path: ['build'],
    });
  }
  for (const each of Array.isArray(build) ? build as Build[] : []) requirePoolForBuild(what, each, floor);
}

/** A build has no limits of its own, so where the floor lists pools, it must be in one. */
function requirePoolForBuild(what: string, { cgroup_parent: parent }: Build, { pools, controls, path }: IsolationFloor): void {
  const isLimited = pools.length > 0 || controls.cgroup_namespace !== undefined;
  const isAllowed = pools.length === 0 ? (parent ?? '') === '' : pools.includes(String(parent));
  if (!isLimited || isAllowed || parent instanceof Unknown) return;
  throw new DiagnosticError({
    summary: `${what} can't be built there under the isolation floor of this machine`,
    detail: `\`cgroup_parent\` of \`build\` is ${JSON.stringify(parent ?? '')}. The floor in "${path}" allows `
      + `${pools.length === 0 ? 'none' : pools.map((each) => `"${each}"`).join(', ')}. Set it so. `
      + 'Only the owner of that file can allow another one: `pools`.',
    path: ['build'],
  });
}
