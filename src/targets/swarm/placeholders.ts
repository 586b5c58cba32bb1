import { MountModel } from '../../model/container';
import { isKnown } from '../../private/tokens';
import { PLACEHOLDERS } from '../../shared/clones';

/** What Swarm itself fills in for each task. It counts from 1. */
const NUMBER = '{{.Task.Slot}}';
const NAME = '{{.Service.Name}}-{{.Task.Slot}}';

/** Returns a text with Swarm's own placeholders instead of those of a set of clones. */
export function withSlots(text: string): string {
  return text.replaceAll(PLACEHOLDERS.number, NUMBER).replaceAll(PLACEHOLDERS.name, NAME);
}

/** Returns whether a text has the index from 0, which Swarm does not know and can't calculate. */
export function hasIndex(text: string): boolean {
  return text.includes(PLACEHOLDERS.index);
}

/** Returns the paths of a mount that have templates of a swarm, or placeholders that become such. */
export function templatesIn(mount: MountModel): string[] {
  const paths = [mount.target, ...mount.type === 'bind' ? [mount.source] : []];
  return paths.filter((path) => isKnown(path) && path.includes('{{'));
}
