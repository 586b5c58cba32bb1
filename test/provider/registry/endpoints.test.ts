import { Engine } from '../../../provider/engine/engine';
import { endpointsOf } from '../../../provider/registry/endpoints';

const INFO = {
  RegistryConfig: {
    Mirrors: ['http://mirror.example/', 'https://second.example:5000/'],
    IndexConfigs: { 'docker.io': { Mirrors: ['http://mirror.example/'], Secure: true }, 'plain.example:5000': { Secure: false } },
    InsecureRegistryCIDRs: ['127.0.0.0/8', '::1/128', '10.1.0.0/16'],
  },
};
const HUB = 'https://registry-1.docker.io';

const addresses = async (registry: string, info: object = INFO) => {
  const registryAuth = [{ address: 'second.example:5000', username: 'robot', password: 'correct-horse' }];
  const engine = { info: async () => info, registryAuth };
  return endpointsOf(engine as unknown as Engine, registry);
};

test.each([
  ['registry.example.com', ['https://registry.example.com']],
  ['plain.example:5000', ['https://plain.example:5000', 'http://plain.example:5000']],
  ['127.0.0.1:5000', ['https://127.0.0.1:5000', 'http://127.0.0.1:5000']],
  ['localhost:5000', ['https://localhost:5000', 'http://localhost:5000']],
  ['[::1]:5000', ['https://[::1]:5000', 'http://[::1]:5000']],
  ['10.1.2.3', ['https://10.1.2.3', 'http://10.1.2.3']],
  ['10.2.2.3', ['https://10.2.2.3']],
  ['docker.io', ['http://mirror.example/', 'https://second.example:5000/', HUB]],
])('%s answers at %j, where the engine gets its images', async (registry, expected) => {
  expect((await addresses(registry)).map(({ address }) => address)).toEqual(expected);
});

test('an engine without settings has neither mirrors nor registries without TLS', async () => {
  expect((await addresses('docker.io', {})).map(({ address }) => address)).toEqual([HUB]);
  expect((await addresses('127.0.0.1:5000', {})).map(({ address }) => address)).toEqual(['https://127.0.0.1:5000']);
});

test('each has the credentials for its own address', async () => {
  const users = (await addresses('docker.io')).map(({ login: { credentials } }) => credentials?.username);
  expect(users).toEqual([undefined, 'robot', undefined]);
});
