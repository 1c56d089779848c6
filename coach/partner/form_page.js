// The page: reads what was chosen, says what is missing, and gives the answer as a file or as a code.
(function () {
  var form = document.getElementById("form");
  var result = document.getElementById("result");
  var code = document.getElementById("code");
  var box = document.getElementById("code-box");
  var sheet = form.getAttribute("data-sheet");
  var count = Number(form.getAttribute("data-items"));

  function chosen(name) {
    var found = document.querySelector('input[name="' + name + '"]:checked');
    return found === null ? null : found.value;
  }

  function marks() {
    var all = [];
    for (var i = 1; i <= count; i += 1) {
      all.push(chosen("item-" + i));
    }
    return all;
  }

  function ready() {
    if (chosen("heard") !== null) {
      return true;
    }
    box.hidden = true;
    result.textContent = "Please choose a number from 1 to 7 first; the rest may stay open.";
    document.getElementById("heard-1").focus();
    return false;
  }

  document.getElementById("save").addEventListener("click", function () {
    if (!ready()) {
      return;
    }
    var text = answerFile(sheet, Number(chosen("heard")), marks());
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "sayback-answer-" + sheet + ".json";
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    result.textContent = "Your answer is saved as " + link.download +
      ", where your downloads go. Send that small file back, or show the code and send that.";
  });

  document.getElementById("show").addEventListener("click", function () {
    if (!ready()) {
      return;
    }
    code.value = answerCode(sheet, Number(chosen("heard")), marks());
    box.hidden = false;
    result.textContent = "This code is your whole answer. Copy it and send it back.";
    code.focus();
    code.select();
  });

  form.addEventListener("change", function () {
    box.hidden = true;
    result.textContent = "";
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });

  document.getElementById("send").hidden = false;
}());
