import { posix } from 'node:path';
import { ReadImage } from './read-image';
import { isOwnLabel } from '../../../src/shared/own-labels';
import { isNumberOfNonRoot, isUser, MOST_USER } from '../../../src/shared/user';
import { Entry } from '../tree/entry';

/**
 * Returns what containers of an image need under `IsolationPolicy.RESTRICTED`, or nothing if they need no further prop: a numeric user
 * that is not root, and mounts at the folders that this user may write.
 */
export function neededUnderRestricted({ config, entries }: ReadImage): readonly string[] {
  const [user = '', group] = (config.User ?? '').split(':');
  const neverAllowed = [...forbiddenVolumes(config), ...ownLabels(config)];
  if (!isNumberOfNonRoot(user) || !isUser(config.User!)) {
    const runs = /^\d+$/.test(user) && Number(user) > MOST_USER ? `a user with the number ${user}, which no engine accepts`
      : user === '' ? 'root' : `"${config.User}"`;
    return [`\`user\`: the image runs as ${runs}, and a number other than root's is required, up to ${MOST_USER}`, ...neverAllowed];
  }
  const [uid, gid] = [Number(user), Number(group ?? user)];
  const volumes = Object.keys(config.Volumes ?? {});
  const isMounted = (path: string) => path === '/tmp' || volumes.some((volume) => path === volume || path.startsWith(`${volume}/`));
  const mayWrite = (entry: Entry) => (entry.mode & 0o002) !== 0
    || entry.uid === uid && (entry.mode & 0o200) !== 0 || entry.gid === gid && (entry.mode & 0o020) !== 0;
  const writable = entries.filter((entry) => entry.type === 'folder' && !isMounted(entry.path) && mayWrite(entry)).map(({ path }) => path);
  const highest = writable.filter((path) => !writable.some((other) => path.startsWith(`${other}/`)));
  return [
    ...highest.length === 0 ? [] : [`mounts at ${highest.join(', ')}, if the program writes there: the root file system is read-only`],
    ...neverAllowed,
  ];
}

/** A volume there would take the place of what the runtime mounts, so that no container starts, or hide its protection. */
function forbiddenVolumes({ Volumes: volumes }: ReadImage['config']): readonly string[] {
  const paths = Object.keys(volumes ?? {}).filter((path) => /^\/(?:(?:proc|sys)(?:\/|$)|$)/.test(posix.join('/', path)));
  return paths.map((path) => `another image: no container can have a volume at ${path}, as this one declares`);
}

/** The provider refuses a container that would inherit such a label. */
function ownLabels({ Labels: labels }: ReadImage['config']): readonly string[] {
  return Object.keys(labels ?? {}).filter(isOwnLabel)
    .map((label) => `another image: the provider refuses a container with the label "${label}", which is its own`);
}
