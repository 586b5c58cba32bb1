import { checkMinutes } from './check/ranges';
import { minutes } from './check/units';
import { invalidOvfUrl, snapshotOfAnotherTemplate } from './errors';
import { VSphereLibraryItem, VSphereNetwork } from './objects';
import { VSphereSnapshot } from './snapshot';
import { FullCloneOptions, LibraryItemOptions, LinkedCloneOptions, OvfOptions, RemoteOvfOptions } from './source-options';
import { VSphereTemplate, VSphereTemplateAttributes } from './template';
import { TemplateDisk } from './template-disk';
import { BerthError } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { pathNotAbsolute } from '../private/errors';
import { isKnown } from '../private/tokens';
import { VirtualMachineClone, VirtualMachineOvfDeploy } from '../targets/vsphere/generated/virtual-machine';

/** What a source is. */
type SourceKind = 'full' | 'linked' | 'library' | 'ovf' | 'empty';

/** What a machine takes over from its source. */
interface SourceParts {
  readonly kind: SourceKind;
  readonly template?: VSphereTemplate;
  readonly snapshot?: VSphereSnapshot;
  readonly clone?: VirtualMachineClone;
  readonly ovf?: VirtualMachineOvfDeploy;
  readonly problems: readonly BerthError[];
}

/**
 * What a virtual machine is made from.
 */
export class VSphereSource {
  /**
   * Returns a linked clone: the machine writes to disks of its own, and reads from those of the template. It is made in seconds. Its disks
   * are as the template's: they have no size and provisioning of their own.
   *
   * @param template the template, which has exactly one snapshot
   * @param options the snapshot, if the stack makes it
   */
  public static linkedClone(template: VSphereTemplate, options: LinkedCloneOptions = {}): VSphereSource {
    requireProps('LinkedCloneOptions', options);
    requireArguments({ template: ['VSphereTemplate', template] });
    const { snapshot } = options;
    const isOther = snapshot !== undefined && snapshot.template !== template;
    return new VSphereSource({
      kind: 'linked',
      template,
      snapshot,
      clone: { template_uuid: template.uuid, linked_clone: true, timeout: minutes(options.timeout) },
      problems: [...checkTimeout(options), ...isOther ? [snapshotOfAnotherTemplate(snapshot.node.path)] : []],
    });
  }

  /**
   * Returns a full clone: a copy of the template.
   *
   * @param template the template
   * @param options how it is copied
   */
  public static fullClone(template: VSphereTemplate, options: FullCloneOptions = {}): VSphereSource {
    requireProps('FullCloneOptions', options);
    requireArguments({ template: ['VSphereTemplate', template] });
    return new VSphereSource({
      kind: 'full', template, clone: { template_uuid: template.uuid, timeout: minutes(options.timeout) }, problems: checkTimeout(options),
    });
  }

  /**
   * Returns an OVF template of a content library.
   *
   * @param item the item
   * @param options how it is deployed
   */
  public static libraryItem(item: VSphereLibraryItem, options: LibraryItemOptions = {}): VSphereSource {
    requireProps('LibraryItemOptions', options);
    requireArguments({ item: ['VSphereLibraryItem', item] });
    const { networkMap, storageMap, timeout } = options;
    return new VSphereSource({
      kind: 'library',
      clone: { template_uuid: item.id, timeout: minutes(timeout), ovf_network_map: idsOf(networkMap), ovf_storage_map: storageMap },
      problems: checkTimeout(options),
    });
  }

  /**
   * Returns an OVF or OVA on the machine that runs Terraform. Needs `esxiHost`.
   *
   * @param path the absolute path of the file
   * @param options how it is deployed
   */
  public static localOvf(path: string, options: OvfOptions = {}): VSphereSource {
    requireProps('OvfOptions', options);
    requireArguments({ path: ['string', path] });
    const problems = isKnown(path) && !path.startsWith('/') ? [pathNotAbsolute('The OVF', path)] : [];
    return new VSphereSource({ kind: 'ovf', ovf: { ...ovfOf(options), local_ovf_path: path }, problems });
  }

  /**
   * Returns an OVF or OVA that a server has. Needs `esxiHost`.
   *
   * @param url the address, which begins with "https://"
   * @param options how it is downloaded and deployed
   */
  public static remoteOvf(url: string, options: RemoteOvfOptions = {}): VSphereSource {
    requireProps('RemoteOvfOptions', options);
    requireArguments({ url: ['string', url] });
    const problems = isKnown(url) && !/^https:\/\/\S+$/.test(url) ? [invalidOvfUrl(url)] : [];
    const ovf = { ...ovfOf(options), remote_ovf_url: url, allow_unverified_ssl_cert: options.allowUnverifiedTls };
    return new VSphereSource({ kind: 'ovf', ovf, problems });
  }

  /**
   * Returns no source: the machine has empty disks, and starts from a CD-ROM or the network.
   */
  public static empty(): VSphereSource {
    return new VSphereSource({ kind: 'empty', problems: [] });
  }

  private constructor(private readonly parts: SourceParts) {}

  /** @internal */
  public get _kind(): SourceKind {
    return this.parts.kind;
  }

  /** @internal */
  public get _snapshot(): VSphereSnapshot | undefined {
    return this.parts.snapshot;
  }

  /** @internal */
  public get _clone(): VirtualMachineClone | undefined {
    return this.parts.clone;
  }

  /** @internal */
  public get _ovf(): VirtualMachineOvfDeploy | undefined {
    return this.parts.ovf;
  }

  /**
   * What the template is known to have.
   *
   * @internal
   */
  public get _template(): Partial<VSphereTemplateAttributes> {
    return this.parts.template?._attributes ?? {};
  }

  /** @internal */
  public _disk(index: number): TemplateDisk | undefined {
    return this.parts.template?._disk?.(index);
  }

  /** @internal */
  public _check(): readonly BerthError[] {
    return this.parts.problems;
  }
}

function checkTimeout({ timeout }: FullCloneOptions): BerthError[] {
  return checkMinutes('`timeout` of a clone', timeout, 1);
}

function ovfOf(options: OvfOptions): VirtualMachineOvfDeploy {
  return {
    ovf_network_map: idsOf(options.networkMap),
    deployment_option: options.deploymentOption,
    disk_provisioning: options.diskProvisioning,
    ip_allocation_policy: options.ipAllocationPolicy,
    ip_protocol: options.ipProtocol,
    enable_hidden_properties: options.hiddenProperties,
  };
}

function idsOf(networks: { readonly [name: string]: VSphereNetwork } | undefined): { [name: string]: string } | undefined {
  return networks && Object.fromEntries(Object.entries(networks).map(([name, { id }]) => [name, id]));
}
