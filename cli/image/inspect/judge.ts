import { ReadImage } from './read-image';
import { Entry } from '../tree/entry';

const ROOT = 0;

/**
 * Returns what containers of an image need under `IsolationPolicy.RESTRICTED`, or nothing if they need no further prop: a numeric user
 * that is not root, and mounts at the folders that this user may write.
 */
export function neededUnderRestricted({ config, entries }: ReadImage): readonly string[] {
  const [user = '', group] = (config.User ?? '').split(':');
  if (!/^\d+$/.test(user) || Number(user) === ROOT) {
    return [`\`user\`: the image runs as ${user === '' ? 'root' : `"${config.User}"`}, and a number other than root's is required`];
  }
  const [uid, gid] = [Number(user), Number(group ?? user)];
  const volumes = Object.keys(config.Volumes ?? {});
  const isMounted = (path: string) => path === '/tmp' || volumes.some((volume) => path === volume || path.startsWith(`${volume}/`));
  const mayWrite = (entry: Entry) => (entry.mode & 0o002) !== 0
    || entry.uid === uid && (entry.mode & 0o200) !== 0 || entry.gid === gid && (entry.mode & 0o020) !== 0;
  const writable = entries.filter((entry) => entry.type === 'folder' && !isMounted(entry.path) && mayWrite(entry)).map(({ path }) => path);
  const highest = writable.filter((path) => !writable.some((other) => path.startsWith(`${other}/`)));
  return highest.length === 0 ? [] : [`mounts at ${highest.join(', ')}, if the program writes there: the root file system is read-only`];
}
