import { mountOf } from '../../../provider/virtual-host/anonymous-volumes';

test.each<[string, { readonly [option: string]: string }, boolean]>([
  ['a folder of the host', { type: 'none', o: 'bind,private', device: '/srv/shared' }, true],
  ['nothing of the host', {}, false],
  ['memory', { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' }, false],
])('an anonymous volume that shows %s stays empty if files of the image would reach the host', (_, options, isEmpty) => {
  const mount = mountOf({ path: '/data', driver: 'local', options, host: 'red' }) as { VolumeOptions: { NoCopy?: boolean } };
  expect(mount.VolumeOptions.NoCopy ?? false).toBe(isEmpty);
});
