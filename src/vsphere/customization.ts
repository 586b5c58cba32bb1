import { checkMinutes, checkWhole } from './check/ranges';
import { minutes } from './check/units';
import { VSphereCustomizationOptions, VSphereLinuxCustomization, VSphereWindowsCustomization } from './customization-options';
import { commandTooLong, domainOrWorkgroup, incompleteDomainJoin, invalidOu, literalSecret } from './errors';
import { VSphereCustomizationSpec } from './objects';
import { BerthError } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { emptyValue, invalidName } from '../private/errors';
import { checkHostname } from '../private/names';
import { isKnown } from '../private/tokens';
import { VirtualMachineCloneCustomize } from '../targets/vsphere/generated/virtual-machine';

const COMPUTER_NAME = /^(?!\d+$)[A-Za-z0-9-]{1,15}$/;
const LONGEST_COMMAND = 260;

/** What a customization becomes, without addresses. */
interface Parts {
  readonly spec?: { readonly id: string; readonly timeout?: number };
  readonly customize?: (hostName: string) => VirtualMachineCloneCustomize;
  readonly problems: readonly BerthError[];
}

/**
 * How a clone is customized: names, addresses and passwords, by the VMware Tools of the template.
 */
export class VSphereCustomization {
  /**
   * Returns the customization of a clone with Linux.
   *
   * @param options its domain, and more
   */
  public static linux(options: VSphereLinuxCustomization): VSphereCustomization {
    requireProps('VSphereLinuxCustomization', options);
    const { domain, hostName, hardwareClockUtc, script, timeZone, dnsSuffixes, timeout } = options;
    return new VSphereCustomization({
      problems: [
        ...checkTimeout(options), ...checkHostname('domain of the customization', domain),
        ...checkHostname('host name of the customization', hostName),
      ],
      customize: (name) => ({
        linux_options: {
          domain, host_name: hostName ?? name, hw_clock_utc: hardwareClockUtc, script_text: script, time_zone: timeZone,
        },
        dns_suffix_list: dnsSuffixes,
        timeout: minutes(timeout),
      }),
    });
  }

  /**
   * Returns the customization of a clone with Windows.
   *
   * @param options the workgroup or domain, and more
   */
  public static windows(options: VSphereWindowsCustomization): VSphereCustomization {
    // Before the check of types, which shows what is given.
    const secrets = (['adminPassword', 'domainAdminPassword', 'productKey'] as const).filter((name) => isKnown(options[name]));
    if (secrets.length > 0) return new VSphereCustomization({ problems: secrets.map((name) => literalSecret(`\`${name}\``)) });
    requireProps('VSphereWindowsCustomization', options);
    return new VSphereCustomization({
      problems: windowsProblems(options),
      customize: (name) => ({
        windows_options: {
          computer_name: options.computerName ?? name,
          admin_password: options.adminPassword,
          workgroup: options.workgroup,
          join_domain: options.joinDomain,
          domain_ou: options.domainOu,
          domain_admin_user: options.domainAdminUser,
          domain_admin_password: options.domainAdminPassword,
          full_name: options.fullName,
          organization_name: options.organizationName,
          product_key: options.productKey,
          run_once_command_list: options.runOnceCommands,
          auto_logon: options.autoLogonCount === undefined ? undefined : options.autoLogonCount > 0,
          auto_logon_count: options.autoLogonCount || undefined,
          time_zone: options.timeZone,
        },
        dns_suffix_list: options.dnsSuffixes,
        timeout: minutes(options.timeout),
      }),
    });
  }

  /**
   * Returns a customization by the answer file of Sysprep.
   *
   * @param answers the XML: a token, since it usually has a password. It is in Terraform's state
   * @param options how long it may take
   */
  public static sysprep(answers: string, options: VSphereCustomizationOptions = {}): VSphereCustomization {
    requireProps('VSphereCustomizationOptions', options);
    if (isKnown(answers)) return new VSphereCustomization({ problems: [literalSecret('The answer file of Sysprep')] });
    return new VSphereCustomization({
      problems: checkTimeout(options),
      customize: () => ({ windows_sysprep_text: answers, timeout: minutes(options.timeout) }),
    });
  }

  /**
   * Returns a customization by a specification that vCenter keeps. Addresses are those of the specification.
   *
   * @param spec the specification
   * @param options how long it may take
   */
  public static spec(spec: VSphereCustomizationSpec, options: VSphereCustomizationOptions = {}): VSphereCustomization {
    requireProps('VSphereCustomizationOptions', options);
    requireArguments({ spec: ['VSphereCustomizationSpec', spec] });
    return new VSphereCustomization({ problems: checkTimeout(options), spec: { id: spec.id, timeout: minutes(options.timeout) } });
  }

  private constructor(private readonly parts: Parts) {}

  /** @internal */
  public get _spec(): { readonly id: string; readonly timeout?: number } | undefined {
    return this.parts.spec;
  }

  /** @internal */
  public _customize(hostName: string): VirtualMachineCloneCustomize | undefined {
    return this.parts.customize?.(hostName);
  }

  /** @internal */
  public _check(): readonly BerthError[] {
    return this.parts.problems;
  }
}

function windowsProblems(options: VSphereWindowsCustomization): BerthError[] {
  const { computerName, workgroup, joinDomain, domainOu, domainAdminUser, domainAdminPassword, runOnceCommands = [] } = options;
  return [
    ...checkTimeout(options),
    ...isKnown(computerName) && !COMPUTER_NAME.test(computerName)
      ? [invalidName('name of a computer', computerName, 'use 1 to 15 letters, digits and "-", and not only digits')] : [],
    ...(workgroup === undefined) === (joinDomain === undefined) ? [domainOrWorkgroup(workgroup !== undefined)] : [],
    ...joinDomain !== undefined && (domainAdminUser === undefined || domainAdminPassword === undefined) ? [incompleteDomainJoin()] : [],
    ...isKnown(domainOu) && /\s/.test(domainOu) ? [invalidOu(domainOu)] : [],
    ...runOnceCommands.filter((command) => isKnown(command) && command.length > LONGEST_COMMAND)
      .map((command) => commandTooLong(command.length, LONGEST_COMMAND)),
    ...runOnceCommands.includes('') ? [emptyValue('A command of `runOnceCommands`', 'leave it out')] : [],
    ...checkWhole('`autoLogonCount`', options.autoLogonCount, 0),
    ...checkWhole('The time zone of Windows', options.timeZone, 0),
  ];
}

function checkTimeout({ timeout }: VSphereCustomizationOptions): BerthError[] {
  return checkMinutes('`timeout` of a customization', timeout, 0);
}
