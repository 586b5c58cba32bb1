import { requireHarmlessModes } from '../../../../../provider/resources/container/operations/upload-modes';
import { modelOf } from '../support';

const config = (more: object) => modelOf({
  name: 'web',
  image: 'busybox',
  isolation_policy: 'baseline@1 share=/srv/app:rw',
  mounts: [{ type: 'bind', source: '/srv/app', target: '/app/' }],
  ...more,
}) as unknown as Parameters<typeof requireHarmlessModes>[0];
const upload = (file: string, permissions: string) => ({ upload: [{ file, content: '', permissions }] });

test.each(['4755', '2755', '6000'])('refuses a file of mode %s in a folder of the host', (mode) => {
  expect(() => requireHarmlessModes(config(upload('/app/bin/tool', mode)))).toThrow(expect.objectContaining({
    diagnostics: [{
      severity: 'error',
      summary: 'The upload "/app/bin/tool" would be a set-user-ID file in a folder of the host',
      detail: `Its \`permissions\` are "${mode}", and the container mounts a folder of the host there. The engine writes the file as `
        + 'root, so whoever runs it on the host has the rights of its owner. Write permissions without the set-user-ID and set-group-ID '
        + 'bits, such as "0755", or upload it to a path outside of that mount.',
      path: ['upload'],
    }],
  }));
});

test.each([
  ['ordinary permissions', upload('/app/tool', '0755')],
  ['a sticky bit', upload('/app/tool', '1755')],
  ['another path', upload('/usr/bin/tool', '4755')],
  ['no policy', { ...upload('/app/tool', '4755'), isolation_policy: null }],
  ['a mount of a volume', { ...upload('/app/tool', '4755'), mounts: [{ type: 'volume', source: 'data', target: '/app' }] }],
])('accepts %s', (_, more) => {
  expect(() => requireHarmlessModes(config(more))).not.toThrow();
});
