import { readIsolationFloor } from './floor';
import { DiagnosticError } from '../diagnostics/diagnostics';

/**
 * Throws if there is a floor with pools or virtual container hosts that does not allow to measure hosts: the containers of a measurement
 * are in none of them.
 */
export function requireFloorForMeasurement(): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined || floor.measurements || floor.pools.length === 0 && floor.virtualHosts === undefined) return;
  throw new DiagnosticError({
    summary: 'A host can\'t be measured under the isolation floor of this machine',
    detail: `The floor in "${floor.path}" lists ${floor.pools.length > 0 ? 'pools' : 'virtual container hosts'}, and the containers and `
      + 'networks of a measurement are in none of them.\n\nSet `probe = false`: then only what the engine reports is known. Or the owner '
      + 'of that file allows measurements: "measurements": true.',
    path: ['probe'],
  });
}
