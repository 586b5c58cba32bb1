import { SwarmModel } from './schema';
import { formatDuration, parseDuration } from '../../engine/canonical/duration';
import { Engine, AskOptions } from '../../engine/engine';
import { request } from '../../engine/request';
import { conforming } from '../../engine/shape/conforms';
import { swarmShape } from '../../engine/shape/swarm';
import { SwarmObject } from '../../engine/swarm/objects';

interface ExternalCa {
  readonly Protocol?: string;
  readonly URL?: string;
  readonly CACert?: string;
  readonly Options?: Readonly<Record<string, string>> | null;
}

/** The specification of a swarm in the Engine API. */
export interface SwarmSpec {
  readonly Orchestration?: { readonly TaskHistoryRetentionLimit?: number };
  readonly Raft?: {
    readonly SnapshotInterval?: number;
    readonly KeepOldSnapshots?: number;
    readonly LogEntriesForSlowFollowers?: number;
  };
  readonly Dispatcher?: { readonly HeartbeatPeriod?: number };
  readonly CAConfig?: {
    readonly NodeCertExpiry?: number;
    /** A change of it makes a new certificate authority. */
    readonly ForceRotate?: number;
    readonly ExternalCAs?: readonly ExternalCa[] | null;
  };
  readonly EncryptionConfig?: { readonly AutoLockManagers?: boolean };
}

/** `GET /swarm`. */
export interface InspectedSwarm extends SwarmObject<SwarmSpec> {
  readonly JoinTokens?: { readonly Worker?: string; readonly Manager?: string };
  readonly TLSInfo?: { readonly TrustRoot?: string; readonly CertIssuerPublicKey?: string };
  readonly DefaultAddrPool?: readonly string[] | null;
  readonly SubnetSize?: number;
  readonly DataPathPort?: number;
  readonly RootRotationInProgress?: boolean;
}

/** The part of the model that the specification has. */
type SpecModel = Pick<SwarmModel, 'task_history_limit' | 'snapshot_interval' | 'keep_old_snapshots' | 'log_entries_for_slow_followers'
  | 'dispatcher_heartbeat' | 'node_cert_expiry' | 'autolock' | 'external_ca'>;

/** Inspects the swarm of an engine, which has to be a manager. */
export function inspectSwarm(engine: Engine, options?: AskOptions): Promise<InspectedSwarm> {
  return engine.ask('inspect the swarm', async (docker) => (
    conforming(swarmShape, await request<InspectedSwarm>(docker, { method: 'GET', path: '/swarm' }))), options);
}

/** Returns the key that unlocks a manager. "" if managers are not locked. */
export async function unlockKeyOf(engine: Engine, options?: AskOptions): Promise<string> {
  const { UnlockKey: key = '' } = await engine.ask('read the unlock key of the swarm', (docker) => (
    request<{ UnlockKey?: string }>(docker, { method: 'GET', path: '/swarm/unlockkey' })), options);
  return key;
}

/** Returns the specification that is wanted. What the model does not have stays as it is. */
export function specOf(model: SpecModel, current: SwarmSpec = {}): SwarmSpec {
  return {
    ...current,
    Orchestration: { ...current.Orchestration, TaskHistoryRetentionLimit: model.task_history_limit! },
    Raft: {
      ...current.Raft,
      SnapshotInterval: model.snapshot_interval!,
      KeepOldSnapshots: model.keep_old_snapshots!,
      LogEntriesForSlowFollowers: model.log_entries_for_slow_followers!,
    },
    Dispatcher: { ...current.Dispatcher, HeartbeatPeriod: nanosecondsOf(model.dispatcher_heartbeat!) },
    CAConfig: {
      ...current.CAConfig,
      NodeCertExpiry: nanosecondsOf(model.node_cert_expiry!),
      ExternalCAs: model.external_ca.map(({ protocol, url, ca_cert: certificate, options }) => ({
        Protocol: protocol!, URL: url!, Options: options ?? {}, ...certificate && { CACert: certificate },
      })),
    },
    EncryptionConfig: { ...current.EncryptionConfig, AutoLockManagers: model.autolock! },
  };
}

/** Returns what a specification says. */
export function specModelOf(spec: SwarmSpec): SpecModel {
  const { Raft: raft = {}, CAConfig: ca = {} } = spec;
  return {
    task_history_limit: spec.Orchestration?.TaskHistoryRetentionLimit ?? 0,
    snapshot_interval: raft.SnapshotInterval ?? 0,
    keep_old_snapshots: raft.KeepOldSnapshots ?? 0,
    log_entries_for_slow_followers: raft.LogEntriesForSlowFollowers ?? 0,
    dispatcher_heartbeat: formatDuration(BigInt(spec.Dispatcher?.HeartbeatPeriod ?? 0)),
    node_cert_expiry: formatDuration(BigInt(ca.NodeCertExpiry ?? 0)),
    autolock: spec.EncryptionConfig?.AutoLockManagers ?? false,
    external_ca: (ca.ExternalCAs ?? []).map(({ Protocol: protocol = '', URL: url = '', CACert: certificate = '', Options: options }) => (
      { protocol, url, ca_cert: certificate, options: { ...options } })),
  };
}

function nanosecondsOf(duration: string): number {
  return Number(parseDuration(duration));
}
