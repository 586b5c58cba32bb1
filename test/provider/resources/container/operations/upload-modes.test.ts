import { requireHarmlessModes } from '../../../../../provider/resources/container/operations/upload-modes';
import { modelOf } from '../support';

const config = (more: object) => modelOf({ name: 'web', image: 'busybox', isolation_policy: 'baseline@1', ...more }) as unknown as
  Parameters<typeof requireHarmlessModes>[0];
const upload = (permissions: string) => ({ upload: [{ file: '/app/tool', content: '', permissions }] });

test.each(['4755', '2755', '6000'])('refuses a file of mode %s', (mode) => {
  expect(() => requireHarmlessModes(config(upload(mode)))).toThrow(expect.objectContaining({
    diagnostics: [{
      severity: 'error',
      summary: 'The file "/app/tool" can\'t have the set-user-ID or set-group-ID bit under an isolation policy',
      detail: `Its \`permissions\` are "${mode}". The engine writes the file as root, so whoever runs it has the rights of its owner, `
        + 'also on the host if the file gets there by a mount or a link. Write permissions without these bits, such as "0755". To allow '
        + 'them, exempt the container from `host_paths` and `no_new_privileges`.',
      path: ['upload'],
    }],
  }));
});

test('refuses a secret of such a mode', () => {
  const secret = { secret_file: [{ file: '/run/token', content_wo: null, content_wo_version: '1', permissions: '4755' }] };
  expect(() => requireHarmlessModes(config(secret))).toThrow('set-user-ID');
});

const exempt = (...controls: readonly string[]) => (
  { ...upload('4755'), isolation_exemptions: Object.fromEntries(controls.map((control) => [control, 'It needs this.'])) });

test.each([
  ['ordinary permissions', upload('0755')],
  ['a sticky bit', upload('1755')],
  ['no policy', { ...upload('4755'), isolation_policy: null }],
  ['a policy about something else', { ...upload('4755'), isolation_policy: 'none@1 memory=limited' }],
  ['both exemptions', exempt('host_paths', 'no_new_privileges')],
])('accepts %s', (_, more) => {
  expect(() => requireHarmlessModes(config(more))).not.toThrow();
});

test('one exemption is not enough', () => {
  expect(() => requireHarmlessModes(config(exempt('no_new_privileges')))).toThrow('set-user-ID');
});
