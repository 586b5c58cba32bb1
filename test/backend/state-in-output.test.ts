import { App, LocalBackend, Testing } from 'cdktf';
import { ContainerHost } from '../../src';
import { testStack } from '../assertions';

const warningsWith = (path: ((app: App) => string) | undefined): unknown[] => {
  const stack = testStack();
  ContainerHost.fromEnvironment(stack, 'Host');
  ContainerHost.fromUnixSocket(stack, 'Other');
  if (path) new LocalBackend(stack, { path: path(App.of(stack)) });
  Testing.fullSynth(stack);
  return stack.node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);
};

const warning = (path: string) => `The state of this stack is in the folder that synthesis writes: "${path}". It is lost when that `
  + 'folder is removed, or when the stack gets another id. Leave the LocalBackend out, so that cdktf keeps the state beside your '
  + 'app, or use a path outside of the folder or a remote backend.';

test('warns once of a state in the folder of the stack', () => {
  expect(warningsWith(() => 'terraform.tfstate')).toEqual([warning('terraform.tfstate')]);
  expect(warningsWith(() => '../terraform.tfstate')).toEqual([warning('../terraform.tfstate')]);
});

test('warns of an absolute path in the output', () => {
  expect(warningsWith(({ outdir }) => `${outdir}/stacks/x.tfstate`)).toHaveLength(1);
});

test.each([
  ['no backend', undefined], ['a path beside the output', () => '../../../stack.tfstate'], ['a path elsewhere', () => '/srv/stack.tfstate'],
])('accepts %s', (_, path) => {
  expect(warningsWith(path)).toEqual([]);
});
