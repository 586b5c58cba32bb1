import { Mismatch } from './reconcile';
import { pathText } from '../../diagnostics/diagnostics';
import { BigNumber, Dynamic, Unknown, Value } from '../value/value';

/** Describes how an actual value differs from the configured one, without showing secrets. */
export function describeMismatch({ path, attribute, expected, observed }: Mismatch): string {
  const advice = 'The state now holds the actual value, so the next plan shows the difference. '
    + 'If the configured value can\'t be applied, change it to the actual one.';
  if (attribute === undefined) {
    const change = observed === null ? 'A configured block is missing' : 'There is a block that is not configured';
    return `${pathText(path)}: ${change}.\n\n${advice}`;
  }
  if (attribute.sensitive) {
    return `${pathText(path)}: the actual value differs from the configured one. Neither is shown, since they are sensitive.\n\n${advice}`;
  }
  return `${pathText(path)}: the configured value is ${show(expected)}, but the actual value is ${show(observed)}.\n\n${advice}`;
}

function show(value: Value): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof BigNumber) {
      return part.digits;
    }
    if (part instanceof Dynamic) {
      return part.value;
    }
    return part instanceof Unknown ? '(not known)' : part;
  });
}
