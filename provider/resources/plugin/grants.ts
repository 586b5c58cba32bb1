import { notGranted } from './errors';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { PluginConfig } from '../../engine/plugin/plugin';
import { missingPrivileges, Privilege, privilegesOf } from '../../engine/plugin/privileges';
import { settingOf } from '../../engine/plugin/settings';
import { knownBlocks } from '../../framework/schema/walk';
import { Value } from '../../framework/value/value';

/** The attributes by which a configuration grants something. */
export interface Grants {
  readonly name: string | null;
  readonly grant_all_permissions: boolean | null;
  readonly grant_permissions: ReadonlyArray<{ readonly name: string | null; readonly value: readonly string[] | null }>;
}

/** Throws if a plugin asks for more than is granted. */
export function requireGranted(grants: Grants, asked: readonly Privilege[]): void {
  const missing = missingIn(grants, asked);
  if (missing.length > 0) throw notGranted(grants.name!, missing, false);
}

/** Throws if a plugin that is installed has more than is granted, apart from the mounts and devices that the configuration itself sets. */
export function requireGrantedStill(grants: Grants & { readonly env: readonly string[] | null }, config: PluginConfig): void {
  const set = new Set((grants.env ?? []).map(settingOf));
  const notSet = <T extends { readonly Name?: string }>(all: readonly T[] | null | undefined) => (
    (all ?? []).filter(({ Name: name = '' }) => !set.has(name)));
  const missing = missingIn(grants, privilegesOf({
    ...config, Mounts: notSet(config.Mounts), Linux: { ...config.Linux, Devices: notSet(config.Linux?.Devices) },
  }));
  if (missing.length > 0) throw notGranted(grants.name!, missing, true);
}

function missingIn({ grant_all_permissions: all, grant_permissions: blocks }: Grants, asked: readonly Privilege[]): Privilege[] {
  if (all === true) return [];
  const granted = new Map<string, readonly string[]>();
  for (const { name, value } of blocks) granted.set(name!, [...granted.get(name!) ?? [], ...value ?? []]);
  return missingPrivileges(asked, granted);
}

/** Refuses both ways of granting at once. Values may be unknown. */
export function validateGrants({ grant_all_permissions: all, grant_permissions: blocks }: { readonly [name: string]: Value }): void {
  if (all !== true || knownBlocks(blocks ?? null).length === 0) return;
  throw new DiagnosticError({
    summary: '`grant_all_permissions` and `grant_permissions` are both set',
    detail: 'The first grants everything. Remove it, so that only what the blocks list is granted, or remove the blocks.',
    path: ['grant_all_permissions'],
  });
}
