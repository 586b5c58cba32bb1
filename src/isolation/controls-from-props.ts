import { boundNotKnown } from './errors';
import { isUnknown } from '../private/expressions';
import { IsolationControls } from './generated/isolation-controls';
import { CONTROL_NAMES, controlRow, Controls } from '../shared/controls/table';

/** Converts props to the names and values of the table of controls. */
export function controlsFrom(props: IsolationControls): Controls {
  const given = CONTROL_NAMES.flatMap((control) => {
    const { name, convert } = controlRow(control).prop;
    const value = props[name as keyof IsolationControls];
    return value === undefined ? [] : [[control, convert(value)] as const];
  });
  const unknown = given.find(([, value]) => isUnknown(value) || (Array.isArray(value) && value.some(isUnknown)));
  if (unknown) throw boundNotKnown(unknown[0]);
  return Object.fromEntries(given);
}
