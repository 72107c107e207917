/**
 * Hosts of which it is certain that anybody can get an address there, so that no contact alias can be on them. A short list, kept by
 * people: each is a service that sells or gives mailboxes to the public under its own name, or throws them away after use. The long
 * lists of packages name companies by mistake, so what is only on those is flagged and needs a reason (docs/decisions/domain-lists.md).
 */
export const publicMail = {
  "free-mail": (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.fr yahoo.de " +
    "ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tuta.com tutanota.com tutanota.de fastmail.com fastmail.fm hey.com zoho.com " +
    "zohomail.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de mail.com email.com t-online.de freenet.de posteo.de mailbox.org riseup.net laposte.net orange.fr " +
    "free.fr libero.it mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn " +
    "sohu.com aliyun.com 139.com 189.cn naver.com hanmail.net daum.net rediffmail.com seznam.cz wp.pl o2.pl onet.pl interia.pl"
  ).split(" "),
  disposable: (
    "mailinator.com guerrillamail.com guerrillamail.net guerrillamail.org sharklasers.com yopmail.com yopmail.fr 10minutemail.com temp-mail.org tempmail.com " +
    "trashmail.com trashmail.de maildrop.cc dispostable.com getnada.com mailnesia.com throwawaymail.com fakeinbox.com mintemail.com moakt.com"
  ).split(" "),
} as const;
