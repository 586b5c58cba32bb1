import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { TerraformStack } from 'cdktf';
import { ContainerHost } from '../../src';

/** A raw container that satisfies the baseline. */
export const SECURE = {
  name: 'raw',
  image: 'busybox',
  capabilities: { drop: ['ALL'] },
  securityOpts: ['no-new-privileges'],
  ipcMode: 'private',
  cgroupnsMode: 'private',
  memory: 64,
  cpus: '1',
  ulimit: [{ name: 'nofile', soft: 1_024, hard: 1_024 }],
};

export const stackOf = (host: ContainerHost) => host.node.scope as TerraformStack;

/** Adds a container that no construct of Berth creates. */
export function raw(host: ContainerHost, config: object = {}, id = 'Raw'): RawContainer {
  const container = new RawContainer(stackOf(host), id, { ...SECURE, ...config });
  container.addOverride('pids_limit', 100);
  return container;
}
