import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SANDBOXED } from './recorded-engine';
import { Config } from '../../../e2e/resources/managed';
import answers from '../../../fixtures/engine/answers.json';
import { packed } from '../../engine/image/source/tar';

const folder = mkdtempSync(join(tmpdir(), 'berth-fuzz-'));

/** Writes the sources of images. */
export async function writeSources(): Promise<void> {
  mkdirSync(join(folder, 'context'));
  writeFileSync(join(folder, 'context/Dockerfile'), 'FROM busybox\nRUN true\n');
  // More than a connection buffers: the engine may answer or disconnect while it is still being sent.
  writeFileSync(join(folder, 'context/data'), Buffer.alloc(4 * 1024 * 1024, 'x'));
  const [config, layer] = [{ os: 'linux', architecture: 'amd64' }, 'x'.repeat(1024 * 1024)];
  const manifest = [{ Config: 'config.json', RepoTags: ['fuzz-image:latest'], Layers: ['1/layer.tar'] }];
  writeFileSync(join(folder, 'archive.tar'), await packed({ 'config.json': config, '1/layer.tar': layer, 'manifest.json': manifest }));
}

export function removeSources(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A resource under test. */
export interface Subject {
  readonly type: string;
  readonly config: Config;
  /** Attributes that an update changes live. */
  readonly changes: Config;
  /** The id for an import. @default - it can't be imported */
  readonly imported?: string;
  /** Paths that the engine answers with 404 until something is created. @default - none */
  readonly missing?: RegExp;
}

const POLICY = {
  isolation_policy: 'none@1 privileged=denied no_new_privileges=required memory<=128m capabilities=NET_ADMIN',
  isolation_exemptions: { capabilities: 'this is a test' },
};
const ATTESTED = [{ id: answers.container.Id, name: 'one', ...POLICY }, { id: SANDBOXED }];

/** Resources of each kind that use many attributes. The recorded answers match them. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  'a container': {
    type: 'docker_container',
    config: {
      name: 'fuzz-one',
      image: 'fuzz-image:latest',
      command: ['sleep', '1000'],
      env: ['A=1'],
      memory: 64,
      cpus: '0.5',
      cpu_set: '0',
      pids_limit: 50,
      restart: 'on-failure',
      max_retry_count: 3,
      wait: true,
      working_dir: '/srv',
      stop_signal: 'SIGQUIT',
      stop_timeout: 1,
      group_add: ['10'],
      labels: [{ label: 'a', value: '1' }],
      healthcheck: [{ test: ['CMD', 'true'], interval: '200ms', retries: 2 }],
      capabilities: [{ add: ['CAP_NET_ADMIN'], drop: ['CAP_CHOWN'] }],
      security_opts: ['no-new-privileges'],
      devices: [{ host_path: '/dev/null', container_path: '/dev/nothing' }],
      ulimit: [{ name: 'nofile', soft: 1024, hard: 2048 }],
      sysctls: { 'net.ipv4.ip_unprivileged_port_start': '1024' },
      tmpfs: { '/scratch': 'size=1m' },
      shm_size: 32,
      log_opts: { 'max-size': '1m' },
      mounts: [
        { type: 'volume', source: 'fuzz-data', target: '/data', volume_options: [{ no_copy: true, labels: [{ label: 'a', value: '1' }] }] },
        { type: 'bind', source: '/etc', target: '/host', read_only: true, bind_options: [{ propagation: 'rprivate' }] },
        { type: 'tmpfs', target: '/memory', tmpfs_options: [{ size_bytes: 1048576 }] },
      ],
      volumes: [{ volume_name: 'fuzz-data', container_path: '/again', read_only: true }, { container_path: '/own' }],
      networks_advanced: [{ name: 'fuzz-net', aliases: ['one'], ipv4_address: '10.213.9.9' }],
      ports: [{ internal: 80, external: 21980 }, { internal: 53, protocol: 'udp' }],
      host: [{ host: 'a', ip: '10.0.0.1' }],
      dns: ['10.0.0.53'],
      upload: [{ file: '/etc/one', content: 'one' }],
    },
    changes: { name: 'fuzz-two', memory: 96, networks_advanced: [{ name: 'other' }], upload: [{ file: '/etc/one', content: 'two' }] },
    imported: 'fuzz-one',
  },
  'a network': {
    type: 'docker_network',
    config: {
      name: 'fuzz-net',
      options: { 'com.docker.network.bridge.enable_icc': 'false' },
      labels: [{ label: 'a', value: '1' }],
      ipam_config: [{ subnet: '10.213.9.0/24', gateway: '10.213.9.1', aux_address: { router: '10.213.9.2' } }],
    },
    changes: { check_duplicate: true },
    imported: 'fuzz-net',
  },
  'a volume': {
    type: 'docker_volume',
    config: { name: 'fuzz-data', labels: [{ label: 'a', value: '1' }] },
    changes: { driver_opts: {} },
    imported: 'fuzz-data',
    missing: /^\/volumes/,
  },
  'an image that is pulled': {
    type: 'docker_image',
    config: { name: 'fuzz-image:latest', platform: 'linux/amd64' },
    changes: { keep_locally: true },
    imported: 'fuzz-image:latest',
    missing: /^\/images/,
  },
  'an image that is built': {
    type: 'docker_image',
    config: {
      name: 'fuzz-image:latest',
      build: [{
        context: join(folder, 'context'),
        build_args: { A: '1' },
        tag: ['fuzz-tag:1'],
        label: { a: '1' },
        auth_config: [{ host_name: 'registry.example.com', user_name: 'a', password: 'b' }],
      }],
    },
    changes: { force_remove: true },
  },
  'an image of a root file system': {
    type: 'docker_image_import',
    config: { name: 'fuzz-image:latest', root_filesystem: join(folder, 'context'), changes: ['ENV A=1'], platform: 'linux/amd64' },
    changes: { keep_locally: false },
  },
  'an image of an archive': {
    type: 'docker_image_import',
    config: { name: 'fuzz-image:latest', archive: join(folder, 'archive.tar') },
    changes: { force_remove: true, platform: 'linux/amd64' },
  },
  'a tag': {
    type: 'docker_tag',
    config: { source_image: 'fuzz-image', target_image: 'fuzz-tag:1' },
    changes: { source_image: 'fuzz-image:2' },
    imported: 'fuzz-tag:1',
  },
  'an attestation': {
    type: 'docker_isolation',
    config: { directory: join(folder, 'report'), container: ATTESTED },
    changes: { container: [...ATTESTED, { id: 'fuzz-two' }] },
  },
};

export const DATA_SOURCES: Readonly<Record<string, { readonly type: string; readonly config: Config }>> = {
  'an image': { type: 'docker_image', config: { name: 'fuzz-image' } },
  'a network': { type: 'docker_network', config: { name: 'fuzz-net' } },
  'a volume': { type: 'docker_volume', config: { name: 'fuzz-volume' } },
  'all containers': { type: 'docker_containers', config: {} },
  'logs': { type: 'docker_logs', config: { name: 'fuzz-one' } },
  'logs that are followed': { type: 'docker_logs', config: { name: 'fuzz-one', follow: true, discard_headers: false } },
  'an attestation': { type: 'docker_isolation', config: { container: ATTESTED } },
};
