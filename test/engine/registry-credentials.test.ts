import { TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { Backend, ContainerHost, ContainerHostOptions, RegistryCredentials, RegistryEnvironment } from '../../src';
import { Synthesized, refusal, testStack } from '../assertions';

type ByRegistry = NonNullable<ContainerHostOptions['registryCredentials']>;

const REGISTRY = 'registry.example.com:5000';
const NAMES: RegistryEnvironment = { username: 'REGISTRY_USER', password: 'REGISTRY_PASSWORD' };

const hostIn = (stack: Construct, registryCredentials?: ByRegistry) =>
  ContainerHost.fromEnvironment(stack, 'Host', { ...(registryCredentials && { registryCredentials }) });
const blocksOf = (stack: TerraformStack) => Synthesized.of(stack).json.provider.docker[0].registry_auth;
const variable = (scope: Construct, id: string, more: object = { sensitive: true }) =>
  new TerraformVariable(scope, id, { type: 'string', ...more });

test('a host has none by default, so that those of `docker login` apply', () => {
  const stack = testStack();
  hostIn(stack);
  expect(blocksOf(stack)).toBeUndefined();
});

test('only names and paths are synthesized', () => {
  const stack = testStack();
  hostIn(stack, {
    [REGISTRY]: RegistryCredentials.fromEnvironment(NAMES),
    'ghcr.io': RegistryCredentials.fromDockerConfig('~/.docker/robot.json'),
    'quay.io': RegistryCredentials.fromDockerConfig(),
    'docker.io': RegistryCredentials.fromVariables({ username: variable(stack, 'user', {}), password: variable(stack, 'password') }),
  });
  expect(blocksOf(stack)).toEqual([
    { address: REGISTRY, username_env: 'REGISTRY_USER', password_env: 'REGISTRY_PASSWORD' },
    { address: 'ghcr.io', config_file: '~/.docker/robot.json' },
    { address: 'quay.io' },
    { address: 'docker.io', username: '${var.user}', password: '${var.password}' },
  ]);
});

test('a name in small letters is that of a Terraform variable', () => {
  expect(() => RegistryCredentials.fromEnvironment({ username: 'TF_VAR_user', password: 'TF_VAR_registry_password' })).not.toThrow();
});

test.each(['s3cret', 'S3CRET!', '', 'A=B', 42])('the password %j itself is refused, and not shown', (password) => {
  const message = refusal(() => RegistryCredentials.fromEnvironment({ username: 'USER', password } as RegistryEnvironment));
  expect(message).toBe('The `password` of RegistryCredentials.fromEnvironment() must be the name of an environment variable in capital '
    + 'letters, such as "REGISTRY_PASSWORD", or one that begins with "TF_VAR_". What is given is not shown, since it may be a secret. '
    + 'Set the variable where Terraform runs, and pass its name.');
});

test('a user name is refused where the name of its variable is needed', () => {
  expect(refusal(() => RegistryCredentials.fromEnvironment({ ...NAMES, username: 'robot' }))).toContain('The `username` of');
});

test.each(['robot.json', '{"auths": {"ghcr.io": {"auth": "s3cret"}}}'])('%s is refused as the path of a file, and not shown', (path) => {
  expect(refusal(() => RegistryCredentials.fromDockerConfig(path))).toBe(
    'RegistryCredentials.fromDockerConfig() needs the path of a file, absolute or beginning with "~/", such as "~/.docker/robot.json". '
    + 'What is given is not shown, since it may be the content of such a file. Pass a path.');
});

test.each([{}, { sensitive: true, default: 's3cret' }])('the variable %j is refused for a password', (config) => {
  const stack = testStack();
  const variables = { username: variable(stack, 'user'), password: variable(stack, 'password', config) };
  expect(refusal(() => RegistryCredentials.fromVariables(variables))).toBe(
    'The variable "password" has the password for a registry, so it must be sensitive and have no default, which would be readable in the '
    + 'synthesized stack. Add `sensitive: true`, remove `default`, and set the variable where Terraform runs, as with TF_VAR_password=….');
});

test('a text is refused in the place of a variable, and not shown', () => {
  const variables = { username: variable(testStack(), 'user'), password: 's3cret' } as never;
  expect(refusal(() => RegistryCredentials.fromVariables(variables))).toBe(
    'The `password` of RegistryCredentials.fromVariables() must be a TerraformVariable, so that the value is in no file. What is given is '
    + 'not shown, since it may be a secret. Create a variable: new TerraformVariable(stack, "token", '
    + '{ type: "string", sensitive: true }).');
});

test('problems of a host are reported together', () => {
  const stack = testStack();
  const other = new TerraformStack(stack.node.root, 'other');
  const theirs = RegistryCredentials.fromVariables({ username: variable(stack, 'user'), password: variable(other, 'password') });
  expect(refusal(() => hostIn(stack, { 'https://ghcr.io/v2/': RegistryCredentials.fromEnvironment(NAMES), 'quay.io': theirs }))).toBe(
    '[stack/Host] 2 problems:\n'
    + '  - "https://ghcr.io/v2/" is not the address of a registry. Write it as at the start of image names, such as '
    + '"registry.example.com:5000" or "docker.io", in small letters, without a scheme and a path.\n'
    + '  - The credentials for the registry "quay.io" are in the variable other/password, which is not in the host\'s stack, "stack". A '
    + 'stack can\'t pass a password to another one without storing it. Create a variable in the host\'s stack.');
});

test('the environment is refused on kreuzwerker/docker, which reads no variables by name', () => {
  const stack = testStack({ backend: Backend.KREUZWERKER });
  expect(refusal(() => hostIn(stack, { [REGISTRY]: RegistryCredentials.fromEnvironment(NAMES) }))).toBe(
    '[stack/Host] RegistryCredentials.fromEnvironment() is not supported by the back end kreuzwerker/docker: '
    + 'use RegistryCredentials.fromVariables() or fromDockerConfig(), or use Backend.BERTH.');
});

test('files and variables work on kreuzwerker/docker', () => {
  const stack = testStack({ backend: Backend.KREUZWERKER });
  hostIn(stack, {
    'ghcr.io': RegistryCredentials.fromDockerConfig('/robot.json'),
    'docker.io': RegistryCredentials.fromVariables({ username: variable(stack, 'user', {}), password: variable(stack, 'password') }),
  });
  expect(blocksOf(stack)).toEqual([
    { address: 'ghcr.io', config_file: '/robot.json' },
    { address: 'docker.io', username: '${var.user}', password: '${var.password}' },
  ]);
});
