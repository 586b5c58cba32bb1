import { ownedBy } from './local-file';
import { MinimalImageSpec, UserSpec } from '../../../src/shared/minimal-image';
import { byPath, canonical, Entry, plainFolder } from '../tree/entry';
import { Tree } from '../tree/tree';

/** The links of the whole system to /usr, which Debian has since its release 12. */
const MERGED = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
const ROOT: UserSpec = { name: 'root', id: 0, home: '/root' };
const CERTIFICATES = '/usr/share/ca-certificates/';
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** Adds what is in no package and what nobody lists, but every program expects: users, folders for temporary files, certificates. */
export function addSystem(tree: Tree, { users, folders, links }: MinimalImageSpec, read: (entry: Entry) => Buffer): void {
  const add = (entry: Entry) => tree.set(entry, 'system');
  for (const path of ['/dev', '/etc', '/proc', '/run', '/sys', '/usr', '/var']) if (!tree.get(path)) add(plainFolder(path));
  add({ ...plainFolder('/tmp'), mode: 0o1777 });
  for (const name of MERGED) {
    const folder = `/usr/${name}`;
    if (tree.all().some(({ path }) => path === folder || path.startsWith(`${folder}/`))) add(link(`/${name}`, `usr/${name}`));
  }
  const all = [ROOT, ...users];
  add(textFile('/etc/passwd', all.map(({ name, id, home }) => `${name}:x:${id}:${id}:${name}:${home}:/usr/sbin/nologin\n`).join('')));
  add(textFile('/etc/group', all.map(({ name, id }) => `${name}:x:${id}:\n`).join('')));
  if (!tree.get('/etc/nsswitch.conf')) add(textFile('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'));
  for (const { path, mode, owner } of folders) add({ path: canonical(path), type: 'folder', mode: parseInt(mode, 8), ...ownedBy(owner) });
  for (const [path, target] of Object.entries(links)) add(link(canonical(path), target));
  addCertificates(tree, read);
}

/** Adds the file with all certificates that a script of the package `ca-certificates` would make. */
function addCertificates(tree: Tree, read: (entry: Entry) => Buffer): void {
  const certificates = tree.all().filter(({ path, type }) => type === 'file' && path.startsWith(CERTIFICATES) && path.endsWith('.crt'));
  if (certificates.length === 0 || tree.get(BUNDLE)) return;
  const sorted = [...certificates].sort(byPath);
  tree.set(textFile(BUNDLE, sorted.map((each) => `${read(each).toString().trimEnd()}\n`).join('')), 'system');
}

function textFile(path: string, text: string): Entry {
  const data = Buffer.from(text);
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, content: { id: `text:${text}`, size: data.length, data } };
}

function link(path: string, target: string): Entry {
  return { path, type: 'link', mode: 0o777, uid: 0, gid: 0, target };
}
