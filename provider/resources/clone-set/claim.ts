import { isDescribed } from './import';
import { CloneSetModel } from './schema';
import { templateOf } from './set';
import { ownerIn } from '../../virtual-host/others';
import { ClonedSet } from '../shared/clones';

/**
 * Returns which containers are clones of a set. Those without labels of a set are, if they belong to the virtual container host of the set,
 * or to the one of the set before a change. Of a set that was imported, and not described yet, only the containers tell that.
 *
 * @param before  the set before a change
 */
export function claimOf(set: CloneSetModel, before?: CloneSetModel): ClonedSet {
  const { id, name, imported } = set;
  const described = [set, ...before === undefined ? [] : [before]].filter(isDescribed);
  if (described.length === 0) return { id, name, imported };
  // What is in no virtual container host yet comes to the set's by the first apply after an import.
  const isFirst = before !== undefined && !isDescribed(before);
  return { id, name, imported, owners: [...described.map((each) => ownerIn(templateOf(each))), ...isFirst ? [undefined] : []] };
}
