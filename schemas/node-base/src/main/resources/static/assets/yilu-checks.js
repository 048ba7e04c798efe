// Checks of single fields as one types. The server checks all of it again; what is said here is said the same there.
(function () {
  'use strict';
  const english = document.documentElement.lang.startsWith('en');
  const say = (chinese, other) => (english ? other : chinese);

  const tidy = text => text
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '');

  /** GB 11643: 17 digits and a check character (ISO 7064 MOD 11-2). */
  function residentId(typed) {
    const id = tidy(typed).replace(/-/g, '').toUpperCase();
    if (id.length === 15 && /^[1-9]\d{14}$/.test(id)) {
      return say('15 位的旧身份证号已经停用，请填写 18 位的号码', 'Ids of 15 digits are no longer valid; enter the 18 digits');
    }
    if (id.length !== 18) {
      return say('身份证号应有 18 位，现在是 ' + id.length + ' 位，请核对', 'An id has 18 characters, this has ' + id.length);
    }
    if (!/^\d{17}/.test(id)) {
      return say('身份证号前 17 位只能是数字，请核对', 'The first 17 characters must be digits');
    }
    if (id[0] === '0') {
      return say('身份证号第 1 位不能是 0，请核对', 'The first digit cannot be 0');
    }
    const born = dateOf(id.slice(6, 14));
    if (!born || born.getFullYear() < 1800) {
      return say('身份证号第 7 至 14 位（' + id.slice(6, 14) + '）不是有效的出生日期，请核对', 'Digits 7 to 14 are no date of birth');
    }
    if (born > new Date()) {
      return say('身份证号里的出生日期还没有到，请核对第 7 至 14 位', 'The date of birth lies in the future; check digits 7 to 14');
    }
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
    const expected = '10X98765432'[sum % 11];
    return id[17] === expected ? null
      : say('身份证号第 18 位应为 ' + expected + '，请核对', 'The last character should be ' + expected + '; check the number');
  }

  /** GB 32100: 17 characters and a check character (MOD 31-3). */
  function creditCode(typed) {
    const code = tidy(typed).replace(/-/g, '').toUpperCase();
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    if (code.length !== 18) {
      return say('统一社会信用代码应有 18 位，现在是 ' + code.length + ' 位，请核对', 'A credit code has 18 characters, this has ' + code.length);
    }
    for (let at = 0; at < 18; at++) {
      if (!alphabet.includes(code[at])) {
        return say('统一社会信用代码第 ' + (at + 1) + ' 位“' + code[at] + '”不能用，只用数字和除 I、O、S、V、Z 外的大写字母，请核对',
          'Character ' + (at + 1) + ' (' + code[at] + ') is not used in credit codes');
      }
      if (at >= 2 && at <= 7 && !/\d/.test(code[at])) {
        return say('统一社会信用代码第 3 至 8 位应为数字，第 ' + (at + 1) + ' 位不是，请核对', 'Characters 3 to 8 must be digits');
      }
    }
    let sum = 0;
    let weight = 1;
    for (let at = 0; at < 17; at++) {
      sum += alphabet.indexOf(code[at]) * weight;
      weight = weight * 3 % 31;
    }
    const expected = alphabet[(31 - sum % 31) % 31];
    return code[17] === expected ? null
      : say('统一社会信用代码第 18 位应为 ' + expected + '，请核对', 'The last character should be ' + expected + '; check the code');
  }

  function phone(typed) {
    const number = tidy(typed);
    if (/^1\d{10}$/.test(number) || /^0\d{2,3}-\d{7,8}$/.test(number)) {
      return null;
    }
    if (/^1\d*$/.test(number)) {
      return say('手机号码应有 11 位，现在是 ' + number.length + ' 位，请核对', 'A mobile number has 11 digits, this has ' + number.length);
    }
    return say('请填 11 位手机号码，或区号-座机号码，如 0915-4420000', 'Enter 11 digits, or area code and number as 0915-4420000');
  }

  /** The day that eight digits name, or null when there is no such day. */
  function dateOf(digits) {
    const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(digits);
    if (!match) {
      return null;
    }
    const [year, month, day] = match.slice(1).map(Number);
    const date = new Date(year, month - 1, day);
    return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? date : null;
  }

  function date(typed) {
    const digits = tidy(typed).replace(/\D/g, '');
    if (digits.length !== 8) {
      return say('日期请填 8 位数字，如 20150701，现在是 ' + digits.length + ' 位', 'A date has 8 digits, as 20150701');
    }
    return dateOf(digits) ? null
      : say('没有 ' + digits.slice(0, 4) + ' 年 ' + Number(digits.slice(4, 6)) + ' 月 ' + Number(digits.slice(6)) + ' 日这一天，请核对', 'There is no such day');
  }

  function number(typed) {
    return /^-?\d+(\.\d+)?$/.test(tidy(typed).replace(/,/g, '')) ? null : say('请只填数字，如 1200 或 1200.50', 'Enter a number, as 1200 or 1200.50');
  }

  /** Yuan in capitals, as MoneyCapitals on the server writes them. */
  function capitals(typed, unit) {
    let text = tidy(typed).replace(/,/g, '');
    if (!/^\d+(\.\d+)?$/.test(text)) {
      return '';
    }
    let [whole, part = ''] = text.split('.');
    if (unit.startsWith('万元')) {
      whole += (part + '0000').slice(0, 4);
      part = part.slice(4);
    }
    let fen = BigInt(whole + (part + '00').slice(0, 2)) + (Number(part[2] || 0) >= 5 ? 1n : 0n);
    const cents = Number(fen % 100n);
    const yuan = (fen / 100n).toString();
    if (yuan.length > 16) {
      return '';
    }
    const digits = '零壹贰叁肆伍陆柒捌玖';
    let out = '';
    let zero = false;
    let group = false;
    [...yuan].forEach((character, at) => {
      const place = yuan.length - 1 - at;
      const digit = Number(character);
      if (digit === 0) {
        zero = true;
      } else {
        out += (zero && out ? '零' : '') + digits[digit] + ['', '拾', '佰', '仟'][place % 4];
        zero = false;
        group = true;
      }
      if (place % 4 === 0 && group) {
        out += ['', '万', '亿', '万亿'][place / 4];
        group = false;
      }
    });
    const hasYuan = yuan !== '0';
    let result = hasYuan || cents === 0 ? (out || '零') + '元' : '';
    if (cents === 0) {
      return result + '整';
    }
    result += cents >= 10 ? digits[Math.floor(cents / 10)] + '角' : hasYuan ? '零' : '';
    return result + (cents % 10 ? digits[cents % 10] + '分' : '');
  }

  const byWidget = {'id-card': residentId, 'credit-code': creditCode, phone, date, number, money: number};

  window.yiluChecks = {
    capitals,
    tidy,
    say,
    /** What is wrong with a filled-in field, or null; an empty one is never wrong here. */
    problem(field) {
      const check = byWidget[field.dataset.widget];
      return check && field.value.trim() ? check(field.value) : null;
    },
  };
})();
