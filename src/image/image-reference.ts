import { invalidImageReference } from './errors';
import { isKnown } from '../private/tokens';
import { parseImageReference } from '../shared/image-reference';

/** Throws if an image can't have this name. */
export function checkImageReference(reference: string): void {
  if (isKnown(reference) && parseImageReference(reference) === undefined) throw invalidImageReference(reference);
}
