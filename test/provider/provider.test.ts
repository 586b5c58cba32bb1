import { provider } from '../../provider/provider';

test('configuring connects to nothing and reads nothing', () => {
  const config = { host: 'tcp://name.invalid', cert_path: '/nowhere', registry_auth: [] } as never;
  expect(() => provider.configure(config)).not.toThrow();
});
