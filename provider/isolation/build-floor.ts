import { IsolationFloor, readIsolationFloor } from './floor';
import { outsidePools } from './pool-floor';
import { DiagnosticError } from '../diagnostics/diagnostics';

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
function requirePoolForBuild(what: string, { cgroup_parent: parent }: Build, floor: IsolationFloor): void {
  const problem = outsidePools(parent, floor);
  if (problem === undefined) return;
  throw new DiagnosticError({
    summary: `${what} can't be built there under the isolation floor of this machine`,
    detail: `\`cgroup_parent\` of \`build\` ${problem}`,
    path: ['build'],
  });
}
