import { Mismatch } from './reconcile';
import { pathText } from '../../diagnostics/diagnostics';
import { BigNumber, Dynamic, Unknown, Value } from '../value/value';

/** What was asked for and what is there instead, without a secret. */
export function describeMismatch({ path, attribute, written, found }: Mismatch): string {
  const advice = 'The state now says what is there, so the next plan shows the difference. '
    + 'If the value can\'t be had as written, change it to what is there.';
  if (attribute === undefined) {
    const change = found === null ? 'A configured block is not there' : 'There is a block that is not configured';
    return `${pathText(path)}: ${change}.\n\n${advice}`;
  }
  if (attribute.sensitive) {
    return `${pathText(path)}: something else is there than was configured. The value is sensitive, and so not shown.\n\n${advice}`;
  }
  return `${pathText(path)}: configured was ${show(written)}, and there is ${show(found)}.\n\n${advice}`;
}

function show(value: Value): string {
  return value === null ? 'nothing' : JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof BigNumber) {
      return part.digits;
    }
    if (part instanceof Dynamic) {
      return part.value;
    }
    return part instanceof Unknown ? '(not known)' : part;
  });
}
