import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What targets are let through beside public ones: none, or this machine itself, over http too. */
export type Targets = 'public' | 'local';

/** Returns whether an address, in whatever spelling, is one to which deliveries go: public, or loopback where that is let through. */
export function isOpen(address: string, targets: Targets): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  const range = read.range();
  if (range === 'loopback') return targets === 'local';
  // What is left of ::/96 spells IPv4 addresses in a way that nobody uses any more, but for those who want to get around a check.
  return range === 'unicast' && !(read.kind() === 'ipv6' && (read as ipaddr.IPv6).parts.slice(0, 6).every((part) => part === 0));
}

/** Names that mean this machine or this network, whatever resolves them. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|localdomain)\.?$/i;

/** Returns why a watch cannot be sent to a URL, as far as the URL itself shows it, and what to write; null where it can. */
export function targetFault(to: string, targets: Targets): string | null {
  if (!URL.canParse(to)) return `"${to}" is no URL. Write https://HOST/PATH.`;
  const { protocol, hostname, username, password } = new URL(to);
  const host = hostname.replace(/^\[|\]$/g, '');
  const local =
    targets === 'local' && (/^localhost\.?$/i.test(host) || (isIP(host) !== 0 && isOpen(host, 'local') && !isOpen(host, 'public')));
  if (protocol !== 'https:' && !(protocol === 'http:' && targets === 'local'))
    return `Deliveries go to https: addresses; "${protocol}" is none.`;
  if (username !== '' || password !== '') return 'Leave out name and password: deliveries are signed, so check their signature.';
  if (local) return null;
  if (isIP(host) === 0 ? LOCAL_NAME.test(host) || !host.includes('.') : !isOpen(host, targets))
    return `"${host}" is no public address. Name one that everybody can reach.`;
  return null;
}

/** An address that a name resolves to is none to which deliveries go. */
class ClosedTarget extends Error {
  override readonly name = 'ClosedTarget';
}

/**
 * Returns a look-up of names that gives open addresses alone: who connects by it connects to what was checked. A name that resolves to any
 * other is refused, for it may be meant to.
 */
export function openLookup(targets: Targets, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = found as unknown as LookupAddress[];
      const closed = addresses.find(({ address }) => !isOpen(address, targets));
      if (closed || addresses.length === 0)
        return callback(new ClosedTarget(`${hostname} resolves to ${closed?.address ?? 'nothing'}, which is no public address.`), '', 0);
      const [first] = addresses as [LookupAddress];
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
