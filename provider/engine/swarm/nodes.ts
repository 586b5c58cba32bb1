import { AskOptions, Engine } from '../engine';
import { listObjects, SwarmObject } from './objects';

export interface NodeSpec {
  readonly Name?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Role?: string;
  readonly Availability?: string;
}

/** A node, as a manager reports it. */
export interface SwarmNode extends SwarmObject<NodeSpec> {
  readonly Description?: {
    readonly Hostname?: string;
    readonly Platform?: { readonly Architecture?: string; readonly OS?: string };
    readonly Resources?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number };
    readonly Engine?: { readonly EngineVersion?: string; readonly Labels?: Readonly<Record<string, string>> | null };
    /** The key of the authority that signed the node's certificate. */
    readonly TLSInfo?: { readonly CertIssuerPublicKey?: string };
  };
  readonly Status?: { readonly State?: string; readonly Message?: string; readonly Addr?: string };
  /** Only of managers. */
  readonly ManagerStatus?: { readonly Leader?: boolean; readonly Reachability?: string; readonly Addr?: string } | null;
}

export function listNodes(engine: Engine, options?: AskOptions): Promise<readonly SwarmNode[]> {
  return listObjects<SwarmNode>(engine, 'nodes', {}, options);
}

/** Returns a node's host name, or its id if it has none yet. */
export function nodeName({ ID: id, Description: description }: SwarmNode): string {
  return description?.Hostname ?? id;
}

export function isDown({ Status: status }: SwarmNode): boolean {
  return status?.State === 'down';
}

/** Names a node for messages, and says if it is down. */
export function shownNode(node: SwarmNode): string {
  return isDown(node) ? `${nodeName(node)} (down)` : nodeName(node);
}
