// What an answer is made of. Pure, so that it can be tested without a page; plain enough for old browsers.
var LETTERS = { hit: "H", near: "N", miss: "M" };

function crc32(text) {
  var crc = -1;
  for (var i = 0; i < text.length; i += 1) {
    crc ^= text.charCodeAt(i);
    for (var bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ("0000000" + ((crc ^ -1) >>> 0).toString(16)).slice(-8).toUpperCase();
}

function answerBody(sheet, heard, marks) {
  var letters = "";
  for (var i = 0; i < marks.length; i += 1) {
    letters += marks[i] === null ? "X" : LETTERS[marks[i]];
  }
  return "SB1-" + sheet + "-" + heard + "-" + letters;
}

function answerCode(sheet, heard, marks) {
  var body = answerBody(sheet, heard, marks);
  return body + "-" + crc32(body);
}

function answerFile(sheet, heard, marks) {
  return JSON.stringify({
    format: "sayback partner answer",
    version: 1,
    sheet: sheet,
    felt_heard: heard,
    marks: marks,
    check: crc32(answerBody(sheet, heard, marks))
  }, null, 1) + "\n";
}
