import { DiagnosticError } from '../../diagnostics/diagnostics';
import { isWithin } from '../../engine/pool/folder';
import { readIsolationFloor } from '../../isolation/floor';

/**
 * Throws if the isolation floor says which pools stacks may use, and a pool is none of these and in none of them: a stack could change the
 * bounds of another team's, or pause what is in it.
 */
export function requirePoolOfFloor(id: string): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined) return;
  const { pools, virtualHosts, controls, path } = floor;
  const isLimited = pools.length > 0 || virtualHosts !== undefined || controls.cgroup_namespace !== undefined;
  if (!isLimited || pools.some((each) => isWithin(id, each))) return;
  const allowed = pools.length === 0 ? 'none' : `${pools.join(', ')}, and pools in these`;
  throw new DiagnosticError({
    summary: `The isolation floor of this machine does not allow the resource pool ${id}`,
    detail: `The floor in "${path}" allows ${allowed}. Use one of these. Or the owner of that file lists the pool: "pools": ["${id}"].`,
    path: ['name'],
  });
}
