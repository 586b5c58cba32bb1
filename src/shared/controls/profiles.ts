import { meetControls } from './compare';
import { CONTROL_NAMES, controlRow, Controls } from './table';

/** The controls of a policy that asks for nothing. */
export const PRIVILEGED_CONTROLS: Controls = {};

/** The controls of the Pod Security Standards' profile "baseline", and more, without any that an ordinary image notices. */
export const BASELINE_CONTROLS: Controls = valuesIn('baseline');

/** The controls of the Pod Security Standards' profile "restricted", and more. */
export const RESTRICTED_CONTROLS: Controls = meetControls(BASELINE_CONTROLS, valuesIn('restricted'));

function valuesIn(profile: 'baseline' | 'restricted'): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    const value: unknown = controlRow(name)[profile];
    return value === undefined ? [] : [[name, value]];
  }));
}
