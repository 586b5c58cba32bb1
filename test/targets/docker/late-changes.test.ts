import { Aspects, TerraformStack, Testing } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import {
  Backend, Container, ContainerHost, ContainerProps, IsolationPolicy, Mount, Network, NetworkLevel, NetworkProps, Port,
} from '../../../src';
import { Synthesized, addTo, anImage, fakeBundle, refusal, refusals, testHost, testStack } from '../../assertions';

const onContainers = (change: (container: Container) => void) => ({
  visit: (node: IConstruct) => {
    if (node instanceof Container) change(node);
  },
});

describe('an aspect', () => {
  // cdktf applies the aspects of a stack and of what is in it, and not those of an app.
  test.each<[string, (host: ContainerHost) => IConstruct]>([
    ['the stack', ({ _placement }) => _placement.stack], ['the host', (host) => host],
  ])('on %s changes containers at synthesis', (_, scopeOf) => {
    const host = testHost();
    addTo(host, { environment: { A: '1' } });
    Aspects.of(scopeOf(host)).add(onContainers((container) => {
      container.addEnvironment('LATE', '1');
      container.addLabel('late', '1');
      container.addMount(Mount.tmpfs('/late'));
      container.addFile({ path: '/late', content: 'x' });
      container.resource.memory = 12;
      container.resource.addOverride('cpu_set', '0');
    }));
    expect(Synthesized.of(host).resource('docker_container')).toMatchObject({
      env: ['A=1', 'LATE=1'],
      labels: [{ label: 'late', value: '1' }],
      mounts: [{ type: 'tmpfs', target: '/late' }],
      upload: [{ file: '/late', content: 'x' }],
      memory: 12,
      cpu_set: '0',
    });
  });

  test('adds networks, connections and containers at synthesis, and the networks get subnets', () => {
    const host = testHost();
    const web = addTo(host);
    Aspects.of(web).add({
      visit: (node) => {
        if (node !== web) return;
        web.connectTo(host.addNetwork('Late'));
        web.connections.allowTo(host.addContainer('Peer', { image: anImage }), Port.tcp(5));
      },
    });
    const synthesized = Synthesized.of(host);
    const { Host_Web_59305F32: rendered, ...others } = synthesized.resources('docker_container');
    expect(rendered.networks_advanced).toHaveLength(2);
    expect(Object.values(others)).toMatchObject([{ name: 'stack-host-peer' }]);
    for (const { ipam_config: subnets } of Object.values(synthesized.resources('docker_network'))) expect(subnets).toHaveLength(1);
  });

  test('can\'t violate a policy', () => {
    const host = testHost();
    addTo(host);
    Aspects.of(host).add(onContainers(({ resource }) => { resource.privileged = true; }));
    expect(refusals(host)).toEqual([expect.stringMatching(/^\[stack\/Host\/Web\] Privileged mode: /)]);
  });
});

describe('subclasses in a user\'s own library', () => {
  class OwnNetwork extends Network {
    constructor(scope: Construct, id: string, props: NetworkProps) {
      super(scope, id, { ...props, level: NetworkLevel.OPEN });
      this.resource.addOverride('attachable', true);
    }
  }

  class OwnContainer extends Container {
    constructor(scope: Construct, id: string, props: ContainerProps & { readonly debug?: boolean }) {
      super(scope, id, { user: '1000', ...props, labels: { own: '1', ...props.labels } });
      if (props.debug) this.addEnvironment('DEBUG', '1');
      this.addMount(Mount.tmpfs('/own'));
      this.addPort({ containerPort: 1_234 });
      this.resource.addOverride('cpu_set', '0');
    }
  }

  class OwnHost extends ContainerHost {
    public readonly web: Container;

    constructor(scope: Construct, id: string) {
      super(scope, id, { isolation: IsolationPolicy.BASELINE });
      const network = new OwnNetwork(this, 'Net', { host: this });
      this.web = new OwnContainer(this, 'Web', { host: this, image: anImage, networks: [network], debug: true });
    }
  }

  test('add props and call methods in their constructors', () => {
    const host = new OwnHost(testStack(), 'Host');
    const synthesized = Synthesized.of(host);
    expect(synthesized.resource('docker_network').attachable).toBe(true);
    expect(synthesized.resource('docker_container')).toMatchObject({
      name: 'stack-host-web',
      user: '1000',
      labels: [{ label: 'own', value: '1' }],
      env: ['DEBUG=1'],
      mounts: [{ target: '/own' }],
      ports: [{ internal: 1_234, ip: '127.0.0.1' }],
      networks_advanced: [{ name: '${docker_network.Host_Net_B93436E6.name}' }],
      cpu_set: '0',
    });
  });
});

describe('back ends', () => {
  test('can differ between two stacks of an app', () => {
    const app = Testing.app({ context: { 'berth:providerFolder': fakeBundle() } });
    const [one, two] = ['one', 'two'].map((id) => new TerraformStack(app, id));
    Backend.KREUZWERKER.use(two);
    const [ours, standard] = [one, two].map((stack) => {
      addTo(ContainerHost.fromEnvironment(stack, 'Host'));
      return Synthesized.of(stack);
    });
    expect(ours.json.terraform.required_providers.docker.source).toBe('berth/docker');
    expect(ours.resource('docker_container')).toMatchObject({ pids_limit: 1_024, isolation_policy: expect.anything() });
    expect(standard.json.terraform.required_providers.docker.source).toBe('kreuzwerker/docker');
    expect(standard.resource('docker_container')).not.toHaveProperty('pids_limit');
    expect(standard.resource('docker_container')).not.toHaveProperty('isolation_policy');
  });

  test('can\'t differ between two hosts of a stack', () => {
    const stack = testStack();
    const [one, two] = ['One', 'Two'].map((id) => new Construct(stack, id));
    Backend.KREUZWERKER.use(two);
    ContainerHost.fromEnvironment(one, 'Host');
    expect(refusal(() => ContainerHost.fromEnvironment(two, 'Host'))).toBe(
      '[stack/Two/Host] A stack has one back end: this host would use kreuzwerker/docker, but the hosts before it use berth/docker. '
      + 'Call use() on the whole stack, or put the host into another stack.');
  });
});
