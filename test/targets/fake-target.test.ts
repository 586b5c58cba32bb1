import { TerraformDataSource, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Container, IsolationReport, Mount, Network, Volume } from '../../src';
import {
  FoundNetwork, IssuedCertificates, Rendered, RenderedContainer, RenderedPool, RenderedPush, Target,
} from '../../src/targets/target';
import { Synthesized, anImage, refusal, testHost } from '../assertions';
import { HostPart } from '../host/second-host';

/** A resource with a name, whatever it stands for. */
class Note extends TerraformResource {
  constructor(scope: Construct, terraformResourceType: string, private readonly attributes: () => Record<string, unknown>) {
    super(scope, 'Resource', { terraformResourceType });
  }

  protected synthesizeAttributes() {
    return this.attributes();
  }
}

/** Renders models as resources that no provider of Docker has. */
class FakeTarget implements Target {
  public readonly hasCloneSets = false;
  public readonly clonesSharePorts = false;
  public readonly connectsByNetworks = true;
  public readonly virtualHosts = 'synthesis';
  public readonly canRetainVolumes = false;
  public readonly canRejoinNetworks = true;
  public readonly dialect = { has: () => true };

  public addContainer(scope: Construct, model: Parameters<Target['addContainer']>[1]): RenderedContainer {
    return {
      ...this.add(scope, 'fake_workload', () => ({ name: model.name, variables: model.environment, mounts: model.mounts.length })),
      hostPort: () => 1,
      ipAddress: () => 'fd00::1',
      keepLabels: () => undefined,
      describe: () => ({
        name: model.name,
        privileged: model.privileged,
        memory: 1,
        cpus: 1,
        pids_limit: 1,
        ipc_mode: 'private',
        cgroupns_mode: 'private',
        network_mode: 'none',
        security_opts: ['no-new-privileges'],
        capabilities: { drop: ['ALL'] },
        ulimit: [{ name: 'nofile', soft: 1, hard: 1 }],
      }),
    };
  }

  public addNetwork(scope: Construct, { name }: { readonly name: string }): Rendered {
    return this.add(scope, 'fake_network', () => ({ name }));
  }

  public addVolume(scope: Construct, { name }: { readonly name: string }): Rendered {
    return this.add(scope, 'fake_disk', () => ({ name }));
  }

  public findNetwork(scope: Construct, name: string): FoundNetwork {
    const resource = new TerraformDataSource(scope, 'Data', { terraformResourceType: 'fake_network' });
    return { resource, name, id: name };
  }

  public findVolume(_scope: Construct, name: string): string {
    return name;
  }

  public addImage(scope: Construct, { name }: { readonly name: string }): Rendered {
    return this.add(scope, 'fake_image', () => ({ name }));
  }

  public addPushedImage(scope: Construct, { name }: { readonly name: string }): RenderedPush {
    return { ...this.add(scope, 'fake_push', () => ({ name })), signedBy: '' };
  }

  public addResourcePool(scope: Construct): RenderedPool {
    return { ...this.add(scope, 'fake_pool', () => ({})), cgroupParent: '/pool' } as RenderedPool;
  }

  public forVirtualHost(): Target {
    return this;
  }

  public addIsolationReport(scope: Construct): Rendered {
    return this.add(scope, 'fake_report', () => ({}));
  }

  public addHostFacts(scope: Construct): TerraformDataSource {
    return new TerraformDataSource(scope, 'Data', { terraformResourceType: 'fake_facts' });
  }

  public addHostBootstrap(scope: Construct): TerraformResource {
    return new Note(scope, 'fake_bootstrap', () => ({}));
  }

  public addHostCertificates(scope: Construct): IssuedCertificates {
    const { resource } = this.add(scope, 'fake_certificates', () => ({}));
    const identity = { certificate: 'certificate', key: 'key' };
    return { resource: resource as TerraformResource, authority: 'authority', server: identity, client: identity };
  }

  private add(scope: Construct, type: string, attributes: () => Record<string, unknown>): Rendered {
    const resource = new Note(scope, type, attributes);
    return { resource, name: resource.getStringAttribute('name'), id: resource.getStringAttribute('id') };
  }
}

const fakeHost = () => new HostPart(testHost(), 'Fake', new FakeTarget());

test('a container becomes what its target makes of the model, late changes included', () => {
  const host = fakeHost();
  const web = new Container(host, 'Web', { host, image: anImage, environment: { A: '1' } });
  const data = new Volume(host, 'Data', { host, preventDestroy: true });
  const net = new Network(host, 'Net', { host });
  new Container(host, 'Other', { host, image: anImage, environment: { WEB: web.name, NET: net.name } });
  new IsolationReport(host, 'Report', { host });
  web.addEnvironment('B', '2');
  web.addMount(Mount.volume(data, '/data'));
  const synthesized = Synthesized.of(host);
  expect(synthesized.addresses.map((address) => address.split('.')[0])).toEqual([
    'fake_disk', 'fake_image', 'fake_network', 'fake_report', 'fake_workload', 'fake_workload',
  ]);
  const { [Object.keys(synthesized.resources('fake_workload')).find((name) => name.includes('_Web_'))!]: rendered } =
    synthesized.resources('fake_workload');
  expect(rendered).toEqual({ name: 'stack-host-fake-web', variables: { A: '1', B: '2' }, mounts: 1 });
});

test('a container that is no `docker_container` has no resource', () => {
  const host = fakeHost();
  const web = new Container(host, 'Web', { host, image: anImage });
  expect(refusal(() => web.resource)).toBe('[stack/Host/Fake/Web] The container does not become a `docker_container` on this host, '
    + 'so it has no `resource`. Use the props and methods of the container, or put it on a ContainerHost.');
});

test('a container of another target must meet the policies, too', () => {
  const host = fakeHost();
  expect(refusal(() => new Container(host, 'Web', { host, image: anImage, privileged: true }))).toContain(
    '[stack/Host/Fake/Web] Privileged mode: the policy requires denied, but the value is allowed');
});
