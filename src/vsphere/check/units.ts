import { Op } from 'cdktf';
import { isKnown } from '../../private/tokens';
import { Duration } from '../../units/duration';
import { Size } from '../../units/size';

/** Returns a duration in whole minutes, as most settings of vSphere count. */
export function minutes(duration: Duration | undefined): number | undefined {
  return divided(duration?.toSeconds(), 60);
}

/** Returns a size in gibibytes, as vSphere counts the size of disks. */
export function gibibytes(size: Size | undefined): number | undefined {
  return divided(size?.toMebibytes(), 1_024);
}

function divided(value: number | undefined, by: number): number | undefined {
  if (value === undefined) return undefined;
  return isKnown(value) ? value / by : Op.div(value, by);
}
