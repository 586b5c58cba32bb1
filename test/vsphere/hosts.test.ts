import { HOST_KEY, OTHER_KEY, World } from './machine-under-test';
import {
  Duration, HostBootstrap, Size, VSphereAntiAffinity, VSphereCluster, VSphereExistingPool, VSphereHost, VSphereHostPool,
  VSphereHostPoolProps,
  VSphereHostProps, VSphereResourcePool, VSphereResourcePoolOptions, VSphereShareScaling, VSphereShares, VSphereSource, VSphereTag,
  VSphereVirtualContainerHost, VSphereVirtualMachine,
} from '../../src';
import { anImage, refusal, refusals, Synthesized } from '../assertions';

const hostIn = (world: World, more: Partial<VSphereHostProps> = {}) => new VSphereHost(world.stack, 'Host', world.host(more));
const poolIn = (world: World, more: Partial<VSphereHostPoolProps> = {}) => new VSphereHostPool(world.stack, 'Workers', world.pool(more));

/** Returns what cloud-init of a machine gets besides the user data. */
const metadataOf = (machine: Record<string, any>) => (
  JSON.parse(Buffer.from(machine.extra_config['guestinfo.metadata'], 'base64').toString()));

describe('a host', () => {
  function synthesized(more: (world: World) => Partial<VSphereHostProps> = () => ({})) {
    const world = new World();
    hostIn(world, more(world)).addContainer('Web', { image: anImage });
    return Synthesized.of(world.stack);
  }

  test('is reached at the address of its machine, with its key pinned', () => {
    const { json: { provider: { docker } } } = synthesized();
    expect(docker).toEqual([{
      host: 'ssh://deploy@${vsphere_virtual_machine.HostMachine_21627E40.default_ip_address}:22',
      ssh_opts: ['-i', '~/.ssh/deploy', '-o', 'IdentitiesOnly=yes'],
      ssh_host_key: HOST_KEY,
    }]);
  });

  test('is filled after its machine is bootstrapped', () => {
    const result = synthesized(() => ({ bootstrapTimeout: Duration.minutes(5) }));
    const machine = result.resource('vsphere_virtual_machine');
    expect(machine.provisioner).toEqual([{
      'remote-exec': {
        inline: ['timeout 300 cloud-init status --wait'],
        connection: {
          type: 'ssh',
          host: '${self.default_ip_address}',
          port: 22,
          user: 'deploy',
          private_key: '${file("~/.ssh/deploy")}',
          host_key: HOST_KEY,
          agent: 'false',
          timeout: '300s',
        },
      },
    }]);
    expect(result.resource('docker_container').depends_on).toEqual(['vsphere_virtual_machine.HostMachine_21627E40']);
  });

  test('is reached through a jump host, whose key is pinned, too', () => {
    const jumpHost = { hostname: 'bastion', hostKey: OTHER_KEY, user: 'jump', port: 2222, identityFile: '/keys/jump' };
    const result = synthesized(() => ({ jumpHost }));
    expect(result.json.provider.docker[0]).toMatchObject({
      ssh_jump_host: 'ssh://jump@bastion:2222', ssh_jump_host_key: OTHER_KEY, ssh_jump_identity_file: '/keys/jump',
    });
    expect(result.resource('vsphere_virtual_machine').provisioner[0]['remote-exec'].connection).toMatchObject({
      bastion_host: 'bastion',
      bastion_host_key: OTHER_KEY,
      bastion_user: 'jump',
      bastion_port: 2222,
      bastion_private_key: '${file("/keys/jump")}',
    });
  });

  test('gets its user data once, and clears it', () => {
    const machine = synthesized().resource('vsphere_virtual_machine');
    expect(metadataOf(machine)).toEqual({ 'local-hostname': 'stack-hostmachine', 'redact': ['userdata'] });
    expect(machine.lifecycle).toEqual({
      ignore_changes: [
        'extra_config["guestinfo.metadata"]', 'extra_config["guestinfo.metadata.encoding"]', 'extra_config["guestinfo.userdata"]',
        'extra_config["guestinfo.userdata.encoding"]',
      ],
    });
  });

  test('has static addresses by cloud-init', () => {
    const machine = synthesized((world) => ({
      networks: [{
        network: world.network, ipv4Address: '10.0.0.5/24', ipv4Gateway: '10.0.0.1', dnsServers: ['10.0.0.2'], dnsDomain: 'example.com',
      }],
    })).resource('vsphere_virtual_machine');
    expect(metadataOf(machine).network).toEqual({
      version: 2,
      ethernets: {
        nic0: {
          match: { name: 'e*' },
          dhcp4: false,
          addresses: ['10.0.0.5/24'],
          routes: [{ to: '0.0.0.0/0', via: '10.0.0.1' }],
          nameservers: { addresses: ['10.0.0.2'], search: ['example.com'] },
        },
      },
    });
  });

  test('has addresses that are known after apply', () => {
    const machine = synthesized((world) => ({ networks: [{ network: world.network, ipv4Address: world.secret.stringValue }] }))
      .resource('vsphere_virtual_machine');
    expect(machine.extra_config['guestinfo.metadata']).toMatch(/^\$\{base64encode\(jsonencode\(local\./);
  });

  test('from an OVF has its user data as a property', () => {
    const machine = synthesized(({ esxi }) => ({ esxiHost: esxi, source: VSphereSource.localOvf('/a.ova'), disks: undefined }))
      .resource('vsphere_virtual_machine');
    expect(machine.vapp.properties).toEqual({ 'hostname': 'stack-hostmachine', 'user-data': expect.stringContaining('base64gzip') });
    expect(machine.extra_config).toBeUndefined();
    expect(machine.lifecycle).toEqual({ ignore_changes: ['vapp[0].properties["user-data"]'] });
  });

  test('is a new machine with another bootstrap, unless that is off', () => {
    const trigger = (more: Partial<VSphereHostProps>) => synthesized(() => more).resource('vsphere_virtual_machine').replace_trigger;
    const users = [{ name: 'deploy', authorizedKeys: [OTHER_KEY], usesEngine: true }];
    expect(trigger({})).toMatch(/^[0-9a-f]{64}$/);
    expect(trigger({})).toBe(trigger({}));
    expect(trigger({ bootstrap: new HostBootstrap({ users, sshPort: 2222 }) })).not.toBe(trigger({}));
    expect(trigger({ replaceOnBootstrapChange: false })).toBeUndefined();
    expect(trigger({ replaceOnBootstrapChange: false, replaceTrigger: 'mine' })).toBe('mine');
  });

  test('uses the port of its bootstrap', () => {
    const users = [{ name: 'deploy', authorizedKeys: [OTHER_KEY], usesEngine: true }];
    const { json } = synthesized(() => ({ bootstrap: new HostBootstrap({ users, sshPort: 2222 }) }));
    expect(json.provider.docker[0].host).toMatch(/:2222$/);
  });

  test('fails with a user who may not use the engine', () => {
    expect(refusal(() => hostIn(new World(), { user: 'root' }))).toBe('[stack] The user "root", with whom Terraform logs in, is '
      + 'none of the '
      + 'bootstrap who may use the engine; those are: deploy. Add { name: \'root\', authorizedKeys: […], usesEngine: true } to '
        + 'its `users`.');
  });

  test('fails with a private key that is no token, and does not show it', () => {
    const message = refusal(() => hostIn(new World(), { hostKey: { publicKey: HOST_KEY, privateKey: 'hunter2' } }));
    expect(message).toContain('The private key of a host must be a token, so that it is in no file that synth writes.');
    expect(message).not.toContain('hunter2');
  });
});

describe('a pool', () => {
  const machines = (world: World) => Object.values(Synthesized.of(world.stack).resources('vsphere_virtual_machine'));

  test('has machines with numbers, which are kept apart', () => {
    const world = new World();
    const pool = poolIn(world, { replicas: 3 });
    pool.addCloneSet('Web', { replicas: 6, image: anImage });
    expect(pool.hostNames).toEqual(['stack-workers-0', 'stack-workers-1', 'stack-workers-2']);
    expect(pool.hosts).toHaveLength(3);
    const result = Synthesized.of(world.stack);
    expect(result.resource('vsphere_compute_cluster_vm_anti_affinity_rule')).toMatchObject({
      name: 'stack-workers',
      compute_cluster_id: '${data.vsphere_compute_cluster.vcenter_cluster_086B5E14.id}',
      enabled: true,
      mandatory: false,
      virtual_machine_ids: pool.hosts.map(({ machine: { resource } }) => `\${vsphere_virtual_machine.${resource.friendlyUniqueId}.id}`),
    });
    expect(result.resource('docker_clone_set').hosts ?? result.resource('docker_clone_set').host).toHaveLength(3);
  });

  test('with fewer machines lacks the last ones, and no other changes', () => {
    const addresses = (replicas: number) => {
      const world = new World();
      poolIn(world, { replicas });
      return Object.keys(Synthesized.of(world.stack).resources('vsphere_virtual_machine'));
    };
    expect(addresses(3).slice(0, 2)).toEqual(addresses(2));
  });

  test('gives each machine its address and its key', () => {
    const world = new World();
    const { hostKey } = world.host();
    const pool = poolIn(world, {
      ipv4Addresses: ['10.0.0.5/24', '10.0.0.6/24', '10.0.0.7/24'],
      macAddresses: ['00:50:56:3f:00:01', '00:50:56:3f:00:02'],
      hostKeys: [hostKey, { ...hostKey, publicKey: OTHER_KEY }],
      hostName: 'worker',
      drain: ['stack-workers-1'],
    });
    expect(machines(world).map((machine) => [
      metadataOf(machine)['local-hostname'], metadataOf(machine).network.ethernets.nic0.addresses, machine.network_interface[0].mac_address,
      machine.provisioner[0]['remote-exec'].connection.host_key,
    ])).toEqual([
      ['worker-0', ['10.0.0.5/24'], '00:50:56:3f:00:01', HOST_KEY], ['worker-1', ['10.0.0.6/24'], '00:50:56:3f:00:02', OTHER_KEY],
    ]);
    expect(pool.hostNames).toEqual(['stack-workers-0', 'stack-workers-1']);
  });

  test.each<[VSphereAntiAffinity | undefined, VSphereCluster | undefined, number, boolean[]]>([
    [undefined, VSphereCluster.of('cluster', 'pool'), 1, []],
    [VSphereAntiAffinity.NONE, VSphereCluster.of('cluster', 'pool'), 2, []],
    [VSphereAntiAffinity.REQUIRED, VSphereCluster.of('cluster', 'pool'), 2, [true]],
    [undefined, undefined, 2, []],
  ])('with anti-affinity %s in %p and %d machines has the rules %p', (antiAffinity, cluster, replicas, rules) => {
    const world = new World();
    poolIn(world, { antiAffinity, replicas, compute: VSphereExistingPool.of('pool', cluster) });
    expect(Object.values(Synthesized.of(world.stack).resources('vsphere_compute_cluster_vm_anti_affinity_rule'))
      .map(({ mandatory }) => mandatory)).toEqual(rules);
  });

  test.each<[string, (world: World) => Partial<VSphereHostPoolProps>, string]>([
    ['no replicas', () => ({ replicas: 0 }), 'The replicas of a pool must be a whole number from 1 to 1000; given: 0.'],
    ['too few keys', (world) => ({ replicas: 3, hostKeys: [world.host().hostKey, world.host().hostKey] }),
      'There are 2 `hostKeys` for 3 replicas. Give one for all, or one for each.'],
    ['too few addresses', () => ({ ipv4Addresses: ['10.0.0.5/24'] }), 'There are 1 `ipv4Addresses` for 2 replicas. Give one for each.'],
    ['an address twice', () => ({ ipv4Addresses: ['10.0.0.5/24', '10.0.0.5/24'] }),
      '`ipv4Addresses` has 10.0.0.5/24 twice. Give each machine one of its own.'],
    ['one address for all', (world) => ({ networks: [{ network: world.network, ipv4Address: '10.0.0.5/24' }] }),
      'All 2 machines of the pool would have the address 10.0.0.5/24 of `networks`. Give each one of its own with `ipv4Addresses` and '
      + '`macAddresses`, which are those of the first interfaces, or leave it out.'],
    ['a rule without cluster', () => ({ antiAffinity: VSphereAntiAffinity.REQUIRED, compute: VSphereExistingPool.of('pool') }),
      '`antiAffinity` needs a cluster, and that of `compute` is not known. Use vcenter.findCluster(), or pass the cluster to '
      + 'vcenter.findResourcePool(). Or set `antiAffinity: VSphereAntiAffinity.NONE`.'],
  ])('with %s is refused', (_, more, message) => {
    const world = new World();
    expect(refusal(() => poolIn(world, more(world)))).toBe(`[stack] ${message}`);
  });

  test('with a key that is no token is refused, and the key is not shown', () => {
    expect(refusal(() => poolIn(new World(), { hostKeys: [{ publicKey: HOST_KEY, privateKey: 'hunter2' }] }))).not.toContain('hunter2');
  });
});

describe('a resource pool', () => {
  test('has what it is given', () => {
    const { stack, vcenter, cluster } = new World();
    new VSphereResourcePool(stack, 'Pool', {
      vcenter,
      parent: cluster,
      name: 'shop',
      cpuAllocation: { reservationMhz: 1_000, limitMhz: 8_000, shares: VSphereShares.of(5_000) },
      cpuExpandable: false,
      memoryAllocation: { reservation: Size.gibibytes(2), limit: Size.gibibytes(8), shares: VSphereShares.LOW },
      memoryExpandable: false,
      shareScaling: VSphereShareScaling.CPU_AND_MEMORY,
      tags: [VSphereTag.of('t')],
    });
    expect(Synthesized.of(stack).resource('vsphere_resource_pool')).toMatchObject({
      name: 'shop',
      parent_resource_pool_id: '${data.vsphere_compute_cluster.vcenter_cluster_086B5E14.resource_pool_id}',
      cpu_reservation: 1_000,
      cpu_limit: 8_000,
      cpu_share_level: 'custom',
      cpu_shares: 5_000,
      cpu_expandable: false,
      memory_reservation: 2_048,
      memory_limit: 8_192,
      memory_share_level: 'low',
      memory_expandable: false,
      scale_descendants_shares: 'scaleCpuAndMemoryShares',
      tags: ['t'],
    });
  });

  test('refuses more reservations than it has, and machines above its limit', () => {
    const world = new World();
    const { stack, vcenter, cluster } = world;
    const outer = new VSphereResourcePool(stack, 'Outer', {
      vcenter,
      parent: cluster,
      cpuAllocation: { reservationMhz: 1_000 },
      cpuExpandable: false,
      memoryAllocation: { limit: Size.gibibytes(2) },
    });
    new VSphereResourcePool(stack, 'Inner', { vcenter, parent: outer, cpuAllocation: { reservationMhz: 600 } });
    new VSphereVirtualMachine(stack, 'Machine', world.machine({ compute: outer, cpuAllocation: { reservationMhz: 600 } }));
    expect(refusals(stack)).toEqual([
      '[stack/Outer] The machines and pools in the resource pool reserve 1200 MHz of CPU together (stack/Inner: 600 MHz, '
      + 'stack/Machine: 600 MHz), and the pool has 1000 MHz and is not expandable. Reserve more for the pool, less in it, or make it '
      + 'expandable.',
      '[stack/Outer] stack/Machine has 4 GiB of memory, and its resource pool, or one around it, has a limit of 2 GiB. '
      + 'Give the machine less, or raise the limit.',
    ]);
  });
});

test('a machine is not above the limit of any pool around it', () => {
  const world = new World();
  const { stack, vcenter, cluster } = world;
  const outer = new VSphereResourcePool(stack, 'Outer', { vcenter, parent: cluster, memoryAllocation: { limit: Size.gibibytes(2) } });
  const inner = new VSphereResourcePool(stack, 'Inner', { vcenter, parent: outer, memoryAllocation: { limit: Size.gibibytes(8) } });
  new VSphereVirtualMachine(stack, 'Machine', world.machine({ compute: inner }));
  expect(refusals(stack)).toEqual([
    '[stack/Inner] stack/Machine has 4 GiB of memory, and its resource pool, or one around it, has a limit of 2 GiB. '
      + 'Give the machine less, or raise the limit.',
  ]);
});

describe('a virtual container host', () => {
  const vchIn = (world: World, bounds: VSphereResourcePoolOptions) =>
    new VSphereVirtualContainerHost(world.stack, 'Shop', { ...world.pool({ reserveAllMemory: true }), bounds });

  test('has its hosts and its machines under one resource pool', () => {
    const world = new World();
    const vch = vchIn(world, { memoryAllocation: { limit: Size.gibibytes(32) } });
    vch.addCloneSet('Web', { replicas: 4, image: anImage });
    vch.addVirtualMachine('Legacy', world.machine());
    const result = Synthesized.of(world.stack);
    expect(result.resource('vsphere_resource_pool')).toMatchObject({ name: 'stack-shop', memory_limit: 32_768 });
    expect(Object.values(result.resources('vsphere_virtual_machine')).map(({ name, resource_pool_id: pool }) => [name, pool])).toEqual([
      ['stack-shop-0', '${vsphere_resource_pool.ShopPool_F88C0C0C.id}'], ['stack-shop-1', '${vsphere_resource_pool.ShopPool_F88C0C0C.id}'],
      ['machine', '${vsphere_resource_pool.ShopPool_F88C0C0C.id}'],
    ]);
  });

  test('counts its hosts and its machines', () => {
    const world = new World();
    const vch = vchIn(world, { memoryAllocation: { reservation: Size.gibibytes(8) }, memoryExpandable: false });
    expect(() => Synthesized.of(world.stack)).not.toThrow();
    vch.addVirtualMachine('Legacy', { ...world.machine(), memoryAllocation: { reservation: Size.gibibytes(1) } });
    expect(refusals(world.stack)).toEqual([
      '[stack/ShopPool] The machines and pools in the resource pool reserve 9216 MiB of memory together '
        + '(stack/ShopHosts/0Machine: 4096 MiB, '
      + 'stack/ShopHosts/1Machine: 4096 MiB, stack/Shop/Legacy: 1024 MiB), and the pool has 8192 MiB and is not expandable. '
        + 'Reserve more for '
      + 'the pool, less in it, or make it expandable.',
    ]);
  });
});
